package io.facegate.service.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.detection.DetectedFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A face of a picture. */
@Schema(description = "A face of the picture, as it is seen upright (after its EXIF orientation)")
public record FoundFace(
        @Schema(description = "The detector's confidence that this is a face, 0..1", examples = "0.9998")
        float score,

        @Schema(description = "In pixels; it reaches beyond the picture where a face is cut off")
        Box box,

        @JsonProperty("normalised_box")
        @Schema(description = "What of the box is within the picture, as shares of its width and height, 0..1")
        Box normalisedBox,

        FaceLandmarks landmarks,

        @Schema(
                description =
                        "How the picture was looked at when the face was found: 'first' as it is; 'padded' within a"
                                + " border, 'turned_90', 'turned_180', 'turned_270' clockwise, or 'brightened', where nothing"
                                + " was found at first, or only a face that lies or stands on its head",
                examples = "first")
        String look,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "How good the face is for being compared, 0 to 1: that of its worst measure",
                examples = "0.82",
                nullable = true)
        @Nullable
        Float quality,

        @JsonProperty("faces_in_picture")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "How many faces were seen in the picture, of which this is the one that was asked for",
                examples = "1",
                nullable = true)
        @Nullable
        Integer facesInPicture) {

    /**
     * @param width of the upright picture, in pixels
     * @param height of the upright picture, in pixels
     */
    public static FoundFace of(DetectedFace face, int width, int height) {
        return of(face, width, height, null, null);
    }

    public static FoundFace of(ProbeFace probe) {
        return of(
                probe.face(),
                probe.width(),
                probe.height(),
                (float) probe.quality().unified(),
                probe.inPicture());
    }

    private static FoundFace of(
            DetectedFace face, int width, int height, @Nullable Float quality, @Nullable Integer facesInPicture) {
        Box box = Box.of(face.box());
        return new FoundFace(
                face.score(),
                box,
                box.within(width, height),
                FaceLandmarks.of(face.landmarks()),
                face.look().code(),
                quality,
                facesInPicture);
    }
}
