package io.facegate.training.detection.distillation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Endless square scenes for a detector to learn from: pictures in many sizes, whole or in part, mirrored, turned,
 * blurred, darker, in other colours, side by side and over each other, on backgrounds of pictures, textures and noise.
 * What is a face in them, and where, the teacher says.
 */
final class Scenes implements Lessons<byte[]> {
    /** Scenes of the same pictures. */
    private static final int SCENES_OF_A_POOL = 20;

    private static final int CHANNELS = 3;

    private final PicturePool pool;
    private final SceneSettings settings;
    private final long seed;
    private long poolNumber = -1;

    Scenes(List<Path> pictures, SceneSettings settings, long seed) {
        this.pool = new PicturePool(pictures);
        this.settings = settings;
        this.seed = seed;
    }

    /**
     * Scene number so and so.
     *
     * @return RGB, {@code side x side x 3}
     */
    @Override
    public byte[] draw(long number) throws IOException {
        fillPool(number / SCENES_OF_A_POOL);
        Random random = random(number, 1);
        try (Mat canvas = background(random)) {
            for (int pieceSide : pieceSides(random)) {
                try (Mat piece = piece(random, pieceSide)) {
                    paste(canvas, piece, random);
                }
            }
            byte[] pixels = new byte[settings.side() * settings.side() * CHANNELS];
            new BytePointer(canvas.data()).get(pixels);
            return pixels;
        }
    }

    private void fillPool(long wanted) throws IOException {
        if (wanted != poolNumber) {
            pool.fill(random(wanted, 2));
            poolNumber = wanted;
        }
    }

    private Random random(long number, int purpose) {
        // the multipliers spread numbers that lie close together
        return new Random((seed * 0x9E3779B97F4A7C15L + number) * 0xBF58476D1CE4E5B9L + purpose);
    }

    /** The largest first, so that they don't cover the small ones. */
    private List<Integer> pieceSides(Random random) {
        List<Integer> sides = new ArrayList<>();
        double wanted = settings.coverage() * settings.side() * settings.side();
        for (double area = 0; area < wanted; ) {
            double logarithm = random.nextDouble() * Math.log((double) settings.largest() / settings.smallest());
            int pieceSide = (int) Math.round(settings.smallest() * Math.exp(logarithm));
            sides.add(pieceSide);
            area += (double) pieceSide * pieceSide;
        }
        sides.sort(Collections.reverseOrder());
        return sides;
    }

    private Mat background(Random random) {
        double kind = random.nextDouble();
        if (kind < 0.4) {
            try (Mat part = Patch.of(pool.any(random), random, 0.2)) {
                return Patch.resized(part, settings.side(), settings.side());
            }
        }
        // noise of few cells is a gradient, of one cell a flat colour
        int cells = kind < 0.5 ? 1 : (int) Math.round(Math.exp(random.nextDouble() * Math.log(settings.side())));
        try (Mat noise = Patch.noise(cells, cells, random)) {
            return Patch.resized(noise, settings.side(), settings.side());
        }
    }

    /** A picture, or a part of one, that is varied. */
    private Mat piece(Random random, int longerSide) {
        Mat piece;
        try (Mat part = Patch.of(pool.any(random), random, random.nextDouble() < 0.2 ? 0.3 : 1)) {
            double scale = (double) longerSide / Math.max(part.cols(), part.rows());
            piece = Patch.resized(part, (int) Math.max(2, Math.round(part.cols() * scale)), (int)
                    Math.max(2, Math.round(part.rows() * scale)));
        }
        Variation.vary(piece, random);
        return piece;
    }

    /** Anywhere; up to a third of it may lie outside. */
    private static void paste(Mat canvas, Mat piece, Random random) {
        int left = place(canvas.cols(), piece.cols(), random);
        int top = place(canvas.rows(), piece.rows(), random);
        int right = Math.min(canvas.cols(), left + piece.cols());
        int bottom = Math.min(canvas.rows(), top + piece.rows());
        int width = right - Math.max(0, left);
        int height = bottom - Math.max(0, top);
        try (Rect there = new Rect(Math.max(0, left), Math.max(0, top), width, height);
                Rect here = new Rect(Math.max(0, -left), Math.max(0, -top), width, height);
                Mat target = new Mat(canvas, there);
                Mat source = new Mat(piece, here)) {
            source.copyTo(target);
        }
    }

    private static int place(int canvas, int piece, Random random) {
        int outside = piece / 3;
        int first = -outside;
        int last = Math.max(first, canvas - piece + outside);
        return first + random.nextInt(last - first + 1);
    }

    /** Forgets the pictures in memory. */
    @Override
    public void close() {
        pool.close();
        poolNumber = -1;
    }
}
