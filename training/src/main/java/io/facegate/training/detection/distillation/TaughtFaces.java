package io.facegate.training.detection.distillation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Some faces of some of the pictures, with what the teacher says of them; many crops are taken of each. */
final class TaughtFaces implements AutoCloseable {
    /** Of a picture's longer side, added on every side: many pictures are little more than a face. */
    private static final double BORDER = 0.2;

    /** Of a picture with its border: the teacher needs no more to be exact. */
    private static final int LONGEST_SIDE = 400;

    /** Sides of a face's square in what is kept: less than a crop's, as of small faces, to twice a crop's. */
    private static final double SMALLEST = 22;

    private static final double LARGEST = 104;

    /** What is kept around a face, in sides of its square: what any {@link CropView} may show. */
    private static final double AROUND = 2.2;

    private final List<Path> files;
    private final LandmarkTeacher teacher;
    private final int size;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final List<TaughtFace> faces = new ArrayList<>();

    /**
     * @param files at least one
     * @param teacher stays the caller's
     * @param size faces in memory
     */
    TaughtFaces(List<Path> files, LandmarkTeacher teacher, int size) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("pictures must not be empty");
        }
        this.files = List.copyOf(files);
        this.teacher = teacher;
        this.size = size;
    }

    /** Takes others into memory. Pictures in which the teacher is sure of nobody are passed over. */
    void fill(Random random) throws IOException {
        close();
        for (int tried = 0; faces.size() < size; tried++) {
            if (tried >= 20 * size && faces.isEmpty()) {
                throw new IllegalArgumentException("The teacher sees no face in %d pictures".formatted(tried));
            }
            Path file = files.get(random.nextInt(files.size()));
            try (RgbImage image = decoder.decode(PictureFile.read(file));
                    Mat bordered = bordered(image.mat())) {
                Optional<LandmarkTeacher.Answer> taught = teacher.teach(bordered, random);
                if (taught.isPresent()) {
                    faces.add(cutOut(bordered, taught.get(), random));
                }
            }
        }
    }

    private static Mat bordered(Mat picture) {
        int border = (int) Math.round(BORDER * Math.max(picture.cols(), picture.rows()));
        try (Mat whole = new Mat();
                Scalar unused = new Scalar(0, 0, 0, 0)) {
            opencv_core.copyMakeBorder(
                    picture, whole, border, border, border, border, opencv_core.BORDER_REPLICATE, unused);
            double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(whole.cols(), whole.rows()));
            return Patch.resized(whole, (int) Math.round(whole.cols() * scale), (int) Math.round(whole.rows() * scale));
        }
    }

    /** What is around the face, in some size: small faces are blurred in their crops, large ones are not. */
    private static TaughtFace cutOut(Mat picture, LandmarkTeacher.Answer face, Random random) {
        TaughtFace.Square square = face.square();
        double side = SMALLEST * Math.exp(random.nextDouble() * Math.log(LARGEST / SMALLEST));
        double scale = Math.min(1, side / square.side());
        double radius = AROUND * square.side() / 2;
        int left = (int) Math.max(0, square.centreX() - radius);
        int top = (int) Math.max(0, square.centreY() - radius);
        int right = (int) Math.min(picture.cols(), square.centreX() + radius);
        int bottom = (int) Math.min(picture.rows(), square.centreY() + radius);
        int width = (int) Math.max(2, Math.round((right - left) * scale));
        int height = (int) Math.max(2, Math.round((bottom - top) * scale));
        try (Rect rectangle = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(picture, rectangle)) {
            double xScale = (double) width / (right - left);
            double yScale = (double) height / (bottom - top);
            return new TaughtFace(
                    Patch.resized(part, width, height),
                    new TaughtFace.Square(
                            (square.left() - left) * xScale, (square.top() - top) * yScale, square.side() * xScale),
                    moved(face.landmarks(), left, top, xScale, yScale),
                    moved(face.mirrored(), left, top, xScale, yScale));
        }
    }

    private static List<Double> moved(List<Double> landmarks, int left, int top, double xScale, double yScale) {
        List<Double> moved = new ArrayList<>();
        int points = landmarks.size() / 2;
        for (int i = 0; i < landmarks.size(); i++) {
            moved.add(i < points ? (landmarks.get(i) - left) * xScale : (landmarks.get(i) - top) * yScale);
        }
        return moved;
    }

    /** It stays the pool's. */
    TaughtFace any(Random random) {
        return faces.get(random.nextInt(faces.size()));
    }

    /** Forgets the faces in memory. */
    @Override
    public void close() {
        faces.forEach(TaughtFace::close);
        faces.clear();
    }
}
