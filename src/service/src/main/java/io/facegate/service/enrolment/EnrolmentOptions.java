package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.idempotency.RequestFingerprint;
import io.facegate.vision.detection.FaceChoice;
import java.util.List;
import java.util.Locale;

/**
 * How something is to be enrolled.
 *
 * @param choice which face of a picture is the person's; of no meaning for embeddings
 */
public record EnrolmentOptions(FaceChoice choice, Duplicates duplicates) {
    /**
     * What a request with these options asks for.
     *
     * @param kind of what it brings
     */
    RequestFingerprint fingerprint(IdentityId identity, String kind, List<ContentHash> contents) {
        return RequestFingerprint.of(
                "enrol %d %s %s %s"
                        .formatted(
                                identity.value(),
                                kind,
                                choice,
                                duplicates.name().toLowerCase(Locale.ROOT)),
                contents);
    }
}
