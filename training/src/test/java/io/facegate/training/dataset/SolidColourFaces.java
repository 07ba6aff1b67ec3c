package io.facegate.training.dataset;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A data set without faces: each person is a colour. Its detector takes the picture's middle for a face, and finds none
 * in a black picture.
 */
public final class SolidColourFaces {
    private static final int SIZE = 64;

    private SolidColourFaces() {}

    /** {@code pictures} pictures of this colour. */
    public static void write(Path folder, String identity, int pictures, int red, int green, int blue)
            throws IOException {
        write(folder, identity, Collections.nCopies(pictures, new Rgb(red, green, blue)));
    }

    /** A colour of 0..255. */
    public record Rgb(int red, int green, int blue) {}

    /** A picture of each colour. */
    public static void write(Path folder, String identity, List<Rgb> colours) throws IOException {
        Path person = Files.createDirectories(folder.resolve(identity));
        for (int i = 0; i < colours.size(); i++) {
            Rgb rgb = colours.get(i);
            try (Scalar colour = new Scalar(rgb.blue, rgb.green, rgb.red, 0);
                    Mat mat = new Mat(SIZE, SIZE, opencv_core.CV_8UC3, colour)) {
                opencv_imgcodecs.imwrite(
                        person.resolve("%s_%04d.png".formatted(identity, i + 1)).toString(), mat);
            }
        }
    }

    public static FaceCropper cropper(CropGeometry geometry) {
        return new FaceCropper(new ImageDecoder(ImageLimits.DEFAULT), new MiddleDetector(), geometry);
    }

    /** Prepares a folder. */
    public static PreparationReport prepare(Path folder, Path target, CropGeometry geometry) throws IOException {
        return new Preparation(new PictureSource(folder, null), cropper(geometry), geometry, "middle", target)
                .run(done -> {});
    }

    private static final class MiddleDetector implements FaceDetector {
        @Override
        public List<DetectedFace> detect(RgbImage image) {
            if (image.pixels().get(0) == 0
                    && image.pixels().get(1) == 0
                    && image.pixels().get(2) == 0) {
                return List.of();
            }
            Landmarks landmarks = new Landmarks(
                    new Point(24, 28), new Point(40, 28), new Point(32, 36), new Point(26, 44), new Point(38, 44));
            return List.of(new DetectedFace(new FaceBox(12, 8, 52, 56), landmarks, 1));
        }

        @Override
        public void close() {}
    }
}
