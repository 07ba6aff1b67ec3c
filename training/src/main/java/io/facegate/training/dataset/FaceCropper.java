package io.facegate.training.dataset;

import io.facegate.vision.PictureRejectedException;
import io.facegate.vision.Rejection;
import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.RgbImage;
import java.util.Comparator;
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
            List<DetectedFace> faces = detector.detect(image);
            DetectedFace labelled = faces.stream()
                    .max(Comparator.comparingDouble(face -> prominence(face.box(), image)))
                    .orElseThrow(() -> new PictureRejectedException(Rejection.NO_FACE, "There is no face in it."));
            return FaceJpeg.encode(
                    aligner.align(image, List.of(labelled.landmarks())).get(0));
        }
    }

    /** Large and in the middle: who a picture is named after is rarely at its edge (as in FaceNet's data preparation). */
    private static double prominence(FaceBox box, RgbImage image) {
        double x = (box.left() + box.right() - image.width()) / 2;
        double y = (box.top() + box.bottom() - image.height()) / 2;
        return box.area() - 2 * (x * x + y * y);
    }
}
