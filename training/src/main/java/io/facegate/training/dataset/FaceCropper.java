package io.facegate.training.dataset;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import java.util.List;

/**
 * Cuts the labelled person's aligned face out of a picture. Several threads may use it at once.
 *
 * <p>The detector stays the caller's.
 */
public final class FaceCropper {
    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceAligner aligner;

    public FaceCropper(ImageDecoder decoder, FaceDetector detector, CropGeometry geometry) {
        this.decoder = decoder;
        this.detector = detector;
        this.aligner = new FaceAligner(geometry.cropTemplate());
    }

    /**
     * @param picture an encoded picture
     * @return the aligned face as JPEG without chroma subsampling
     * @throws PictureRejectedException if the bytes are no usable picture, or there is no face in it
     */
    public byte[] crop(byte[] picture) {
        try (RgbImage image = decoder.decode(picture)) {
            DetectedFace labelled = FaceChoice.MAIN
                    .from(detector.detect(image), image.width(), image.height())
                    .get(0);
            return FaceJpeg.encode(
                    aligner.align(image, List.of(labelled.landmarks())).get(0));
        }
    }
}
