package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody says they are: an identity of the gallery, or nobody. Of nobody as much is counted and remembered, apart
 * ({@link ClaimStatement}), so that who may not know who is enrolled can't tell the one from the other.
 *
 * @param identity null if there is none of that external id
 * @param id of the identity, or a number that stands for the external id of nobody
 */
public record ClaimedIdentity(Gallery gallery, @Nullable Identity identity, IdentityId id, ExternalId externalId) {
    public static ClaimedIdentity of(GalleryMember member) {
        Identity identity = member.identity();
        return new ClaimedIdentity(member.gallery(), identity, identity.id(), new ExternalId(identity.externalId()));
    }

    static ClaimedIdentity nobody(Gallery gallery, ExternalId externalId, IdentityId number) {
        return new ClaimedIdentity(gallery, null, number, externalId);
    }

    public boolean isKnown() {
        return identity != null;
    }

    /** Empty if it is nobody. */
    public Optional<GalleryMember> member() {
        return Optional.ofNullable(identity).map(known -> new GalleryMember(gallery, known));
    }
}
