package io.facegate.service.face;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
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
     * {@code face=all|largest|only}, for what can take several.
     *
     * @param value null if it was not given
     * @param formerly the same by its former name, {@code faces}
     * @param otherwise the default
     * @throws ProblemException if the value is another, or both are there
     */
    public static FaceChoice any(@Nullable String value, @Nullable String formerly, FaceChoice otherwise) {
        if (value != null && formerly != null) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID, "The query parameters 'face' and 'faces' are the same; give one.");
        }
        String given = value != null ? value : formerly;
        if (given == null) {
            return otherwise;
        }
        return switch (given) {
            case "all" -> FaceChoice.ALL;
            case "largest" -> FaceChoice.LARGEST;
            case "only" -> FaceChoice.ONLY;
            default ->
                throw new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'face' must be 'all', 'largest' or 'only'.");
        };
    }
}
