package io.facegate.service.face;

import io.facegate.vision.detection.FaceChoice;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The parameter {@code face} of what needs one face. */
@Schema(
        name = "WhichFace",
        type = SchemaType.STRING,
        enumeration = {"main", "largest", "only"},
        description =
                "Which face, if there are several: the main one, which is large and near the picture's centre; the"
                        + " largest; or none (several_faces)")
public enum OneFace {
    MAIN(FaceChoice.MAIN),
    LARGEST(FaceChoice.LARGEST),
    ONLY(FaceChoice.ONLY);

    private final FaceChoice choice;

    OneFace(FaceChoice choice) {
        this.choice = choice;
    }

    public FaceChoice choice() {
        return choice;
    }
}
