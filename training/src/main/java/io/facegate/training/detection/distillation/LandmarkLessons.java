package io.facegate.training.detection.distillation;

import io.facegate.training.detection.LandmarkNetwork;
import io.facegate.training.detection.OutputNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Crops of faces for a landmark network: around the face as a detector's boxes are, not quite there and not quite as large;
 * turned, mirrored, sharp or blurred, in other light. Where their landmarks are the teacher said of the face as it is, which
 * is easier to see than what becomes of it.
 */
final class LandmarkLessons implements Lessons<LandmarkLessons.Lesson> {
    private static final int CHANNELS = 3;

    private final TaughtFaces faces;
    private final LandmarkTeacher teacher;
    private final int crops;
    private final int lessonsOfAPool;
    private final long seed;
    private long poolNumber = -1;

    /**
     * @param pixels {@code [N, 48, 48, 3]}, RGB
     * @param landmarks {@code [N, 10]}: five x, then five y, in crop sides
     */
    record Lesson(int crops, byte[] pixels, float[] landmarks) {}

    /**
     * @param teacher is closed with the lessons
     */
    LandmarkLessons(
            List<Path> pictures, LandmarkTeacher teacher, DetectorSettings.LandmarkSettings settings, long seed) {
        this.faces = new TaughtFaces(pictures, teacher, settings.faces());
        this.teacher = teacher;
        this.crops = settings.crops();
        this.lessonsOfAPool = Math.max(1, settings.faces() * settings.cropsOfAFace() / settings.crops());
        this.seed = seed;
    }

    @Override
    public Lesson draw(long number) throws IOException {
        fillPool(number / lessonsOfAPool);
        Random random = random(number, 1);
        int cropBytes = LandmarkNetwork.SIDE * LandmarkNetwork.SIDE * CHANNELS;
        byte[] pixels = new byte[crops * cropBytes];
        float[] landmarks = new float[crops * OutputNetwork.LANDMARK_COORDINATES];
        for (int crop = 0; crop < crops; crop++) {
            TaughtFace face = faces.any(random);
            CropView view = CropView.any(random);
            try (Mat seen = face.crop(view, LandmarkNetwork.SIDE)) {
                Variation.recolour(seen, random);
                new BytePointer(seen.data()).get(pixels, crop * cropBytes, cropBytes);
            }
            System.arraycopy(
                    face.landmarksIn(view),
                    0,
                    landmarks,
                    crop * OutputNetwork.LANDMARK_COORDINATES,
                    OutputNetwork.LANDMARK_COORDINATES);
        }
        return new Lesson(crops, pixels, landmarks);
    }

    private void fillPool(long wanted) throws IOException {
        if (wanted != poolNumber) {
            faces.fill(random(wanted, 2));
            poolNumber = wanted;
        }
    }

    private Random random(long number, int purpose) {
        // the multipliers spread numbers that lie close together
        return new Random((seed * 0x9E3779B97F4A7C15L + number) * 0xBF58476D1CE4E5B9L + purpose);
    }

    @Override
    public void close() {
        faces.close();
        teacher.close();
        poolNumber = -1;
    }
}
