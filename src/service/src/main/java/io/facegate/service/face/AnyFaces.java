package io.facegate.service.face;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.detection.FaceChoice;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parameter {@code face} of what can take several faces. */
@Schema(
        name = "WhichFaces",
        type = SchemaType.STRING,
        enumeration = {"all", "main", "largest", "only"},
        description =
                "Which faces: each of them; the main one, which is large and near the picture's centre; the largest; or"
                        + " the only one (or else several_faces)")
public enum AnyFaces {
    ALL(FaceChoice.ALL),
    MAIN(FaceChoice.MAIN),
    LARGEST(FaceChoice.LARGEST),
    ONLY(FaceChoice.ONLY);

    private final FaceChoice choice;

    AnyFaces(FaceChoice choice) {
        this.choice = choice;
    }

    /**
     * @param given null if it was not
     * @param formerly the same by its former name, {@code faces}
     * @param otherwise the default
     * @throws ProblemException if both are there
     */
    public static FaceChoice choice(@Nullable AnyFaces given, @Nullable AnyFaces formerly, FaceChoice otherwise) {
        if (given != null && formerly != null) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID, "The query parameters 'face' and 'faces' are the same; give one.");
        }
        AnyFaces asked = given != null ? given : formerly;
        return asked == null ? otherwise : asked.choice;
    }
}
