package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.service.access.Caller;
import io.facegate.service.access.key.ServiceSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds whom somebody says they are, and keeps who is enrolled from those who may only verify. */
@Singleton
public final class ClaimedIdentities {
    private static final String PURPOSE = "unknown identities";

    private final IdentityRepository identities;
    private final ServiceSecrets secrets;

    ClaimedIdentities(IdentityRepository identities, ServiceSecrets secrets) {
        this.identities = identities;
        this.secrets = secrets;
    }

    /**
     * Fails with {@link GalleryException.IdentityNotFound} if there is nobody of that id, and the caller may know it.
     */
    public Uni<ClaimedIdentity> find(Gallery gallery, ExternalId externalId, Caller caller) {
        Uni<ClaimedIdentity> known = identities
                .get(gallery, externalId)
                .map(identity -> ClaimedIdentity.of(new GalleryMember(gallery, identity)));
        return caller.mayKnowWhoIsEnrolled()
                ? known
                : known.onFailure(GalleryException.IdentityNotFound.class)
                        .recoverWithItem(() -> nobody(gallery, externalId));
    }

    private ClaimedIdentity nobody(Gallery gallery, ExternalId externalId) {
        byte[] secret = secretOf(gallery, externalId);
        return ClaimedIdentity.nobody(
                gallery, externalId, new IdentityId(ByteBuffer.wrap(secret).getLong()));
    }

    /**
     * 32 bytes that only the service knows, and always the same for this external id of this gallery: what is answered about
     * nobody stays what it is.
     */
    public byte[] secretOf(Gallery gallery, ExternalId externalId) {
        byte[] name = externalId.value().getBytes(StandardCharsets.UTF_8);
        return secrets.hash(
                PURPOSE,
                ByteBuffer.allocate(Long.BYTES + name.length)
                        .putLong(gallery.id())
                        .put(name)
                        .array());
    }
}
