package io.facegate.service.face;

import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import io.facegate.vision.detection.FaceChoice;
import org.jspecify.annotations.Nullable;

/** The query parameters that say which of a picture's faces is meant. */
public final class FaceParameter {
    private FaceParameter() {}

    /**
     * {@code face=largest|only}, for what needs one face.
     *
     * @param value null for the default, the largest
     * @throws ProblemException if the value is another
     */
    public static FaceChoice one(@Nullable String value) {
        if (value == null) {
            return FaceChoice.LARGEST;
        }
        return switch (value) {
            case "largest" -> FaceChoice.LARGEST;
            case "only" -> FaceChoice.ONLY;
            default ->
                throw new ProblemException(
                        ProblemType.PARAMETER_INVALID, "The query parameter 'face' must be 'largest' or 'only'.");
        };
    }

    /**
     * {@code faces=all|largest|only}.
     *
     * @param value null for the default, all
     * @throws ProblemException if the value is another
     */
    public static FaceChoice any(@Nullable String value) {
        if (value == null) {
            return FaceChoice.ALL;
        }
        return switch (value) {
            case "all" -> FaceChoice.ALL;
            case "largest" -> FaceChoice.LARGEST;
            case "only" -> FaceChoice.ONLY;
            default ->
                throw new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'faces' must be 'all', 'largest' or 'only'.");
        };
    }
}
