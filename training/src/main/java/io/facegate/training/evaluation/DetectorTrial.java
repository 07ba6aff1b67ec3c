package io.facegate.training.evaluation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.training.evaluation.DetectorReport.Detection;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A detector on pictures one after the other, so that its time is its own.
 *
 * @param detections in the order of the pictures
 * @param rejected files that are no pictures by our limits
 */
public record DetectorTrial(List<Detection> detections, List<Path> rejected) {
    public DetectorTrial {
        detections = List.copyOf(detections);
        rejected = List.copyOf(rejected);
    }

    /** What is known of a picture. */
    @FunctionalInterface
    public interface Expectation {
        /**
         * @param image the picture, decoded; stays the caller's
         */
        GoldenFaces of(Path picture, RgbImage image);

        /** That there is nobody in it. */
        Expectation NOBODY =
                (picture, image) -> new GoldenFaces(picture, image.width(), image.height(), List.of(), List.of());

        /** What another detector finds. */
        static Expectation by(FaceDetector reference) {
            return (picture, image) ->
                    new GoldenFaces(picture, image.width(), image.height(), reference.detect(image), List.of());
        }
    }

    /**
     * @param judged stays the caller's
     * @throws IOException if a picture can't be read
     */
    public static DetectorTrial of(
            FaceDetector judged, Collection<Path> pictures, Expectation expectation, EvaluationProgress progress)
            throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<Detection> detections = new ArrayList<>();
        List<Path> rejected = new ArrayList<>();
        for (Path picture : pictures) {
            try (RgbImage image = decoder.decode(PictureFile.read(picture))) {
                GoldenFaces expected = expectation.of(picture, image);
                long start = System.nanoTime();
                List<DetectedFace> found = judged.detect(image);
                detections.add(new Detection(expected, found, Duration.ofNanos(System.nanoTime() - start)));
            } catch (PictureRejectedException e) {
                rejected.add(picture);
            }
            progress.pictureDone();
        }
        return new DetectorTrial(detections, rejected);
    }
}
