package io.facegate.service.face;

import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.quality.FaceQuality;

/**
 * The face that an answer is about, where it was found.
 *
 * @param embedding for those alone who may make embeddings
 * @param inPicture how many faces were seen in the picture
 * @param width of the upright picture, in pixels
 * @param height of the upright picture, in pixels
 */
public record ProbeFace(
        DetectedFace face, FaceQuality quality, Embedding embedding, int inPicture, int width, int height) {
    public static ProbeFace of(EmbeddedFace face, EmbeddedPicture picture) {
        return new ProbeFace(
                face.face(), face.quality(), face.embedding(), picture.found(), picture.width(), picture.height());
    }
}
