package io.facegate.vision;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.quality.FaceQuality;
import java.util.List;

/**
 * Faces of a picture as an embedder wants to see them. They are copies: the picture may be closed.
 *
 * @param width of the upright picture, in pixels
 * @param height of the upright picture, in pixels
 * @param found how many faces were seen in it: all, unless the choice could be made without the small ones
 * @param faces those that were chosen, the largest first; at least one
 */
public record AlignedPicture(int width, int height, int found, List<AlignedFace> faces) {
    /** A face, its crop by the template, and how good the crop is. */
    public record AlignedFace(DetectedFace face, FaceCrop crop, FaceQuality quality) {}

    public AlignedPicture {
        faces = List.copyOf(faces);
    }

    List<FaceCrop> crops() {
        return faces.stream().map(AlignedFace::crop).toList();
    }
}
