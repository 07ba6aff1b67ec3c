package io.facegate.vision;

import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.image.RgbImage;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Runs models on made-up pixels: the first runs of a TensorFlow session are many times slower than the later ones.
 */
record WarmUp(FaceDetector detector, List<Embedder> embedders) {
    private static final int[] SIDES = {250, 640, 1280};

    void run() {
        for (int side : SIDES) {
            try (RgbImage noise = noise(side)) {
                detector.detect(noise);
            }
        }
        embedders.forEach(Embedder::warmUp);
    }

    /** Noise, because the later stages of a detector only run where an earlier one sees something. */
    private static RgbImage noise(int side) {
        byte[] pixels = new byte[side * side * 3];
        new SplittableRandom(side).nextBytes(pixels);
        Mat mat = new Mat(side, side, opencv_core.CV_8UC3);
        mat.data().put(pixels);
        return new RgbImage(mat);
    }
}
