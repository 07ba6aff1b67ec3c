package io.facegate.service.enrolment;

import io.facegate.service.face.FaceParameter;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.idempotency.RequestFingerprint;
import io.facegate.service.template.ContentHash;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.detection.FaceChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of an enrolment.
 *
 * @param choice which face of a picture is the person's
 * @param allowDuplicates whether somebody may be enrolled who resembles another identity, such as a twin
 */
record EnrolmentOptions(FaceChoice choice, boolean allowDuplicates) {

    /**
     * @param face {@code only}, the default, or {@code largest}
     * @param duplicates {@code reject}, the default, or {@code allow}
     * @throws ProblemException if one of them is another
     */
    static EnrolmentOptions of(@Nullable String face, @Nullable String duplicates) {
        return new EnrolmentOptions(face == null ? FaceChoice.ONLY : FaceParameter.one(face), allow(duplicates));
    }

    /**
     * What a request with these options asks for.
     *
     * @param kind of what it brings
     */
    RequestFingerprint fingerprint(IdentityId identity, String kind, List<ContentHash> contents) {
        return RequestFingerprint.of(
                "enrol %d %s %s %s".formatted(identity.value(), kind, choice, allowDuplicates ? "allow" : "reject"),
                contents);
    }

    EnrolmentOptions allowingDuplicates() {
        return new EnrolmentOptions(choice, true);
    }

    private static boolean allow(@Nullable String duplicates) {
        if (duplicates == null) {
            return false;
        }
        return switch (duplicates) {
            case "allow" -> true;
            case "reject" -> false;
            default ->
                throw new ProblemException(
                        ProblemType.PARAMETER_INVALID, "The query parameter 'duplicates' must be 'reject' or 'allow'.");
        };
    }
}
