package io.facegate.training.detection.distillation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Endless square scenes for a detector to learn from: pictures in many sizes, whole or in part, mirrored, turned,
 * blurred, darker, in other colours, side by side and over each other, on backgrounds of pictures, textures and noise.
 * What is a face in them, and where, the teacher says.
 *
 * <p>A scene depends on the seed, its number and the pictures only, so a run that goes on sees the same ones. Not for
 * several threads at once.
 */
final class Scenes implements AutoCloseable {
    /** Pictures in memory, from which the next scenes are made. */
    private static final int POOL = 80;

    /** Scenes of the same pictures. */
    private static final int SCENES_OF_A_POOL = 20;

    private static final int CHANNELS = 3;

    private final List<Path> pictures;
    private final SceneSettings settings;
    private final long seed;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final List<RgbImage> pool = new ArrayList<>();
    private long poolNumber = -1;

    Scenes(List<Path> pictures, SceneSettings settings, long seed) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("pictures must not be empty");
        }
        this.pictures = List.copyOf(pictures);
        this.settings = settings;
        this.seed = seed;
    }

    /**
     * Scene number so and so.
     *
     * @return RGB, {@code side x side x 3}
     */
    byte[] draw(long number) throws IOException {
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
        if (wanted == poolNumber) {
            return;
        }
        close();
        Random random = random(wanted, 2);
        for (int i = 0; i < POOL; i++) {
            pool.add(decoder.decode(PictureFile.read(pictures.get(random.nextInt(pictures.size())))));
        }
        poolNumber = wanted;
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

    private Mat anyPicture(Random random) {
        return pool.get(random.nextInt(pool.size())).mat();
    }

    private Mat background(Random random) {
        double kind = random.nextDouble();
        if (kind < 0.4) {
            try (Mat part = part(anyPicture(random), random, 0.2)) {
                return resized(part, settings.side(), settings.side());
            }
        }
        // noise of few cells is a gradient, of one cell a flat colour
        int cells = kind < 0.5 ? 1 : (int) Math.round(Math.exp(random.nextDouble() * Math.log(settings.side())));
        try (Mat noise = noise(cells, cells, random)) {
            return resized(noise, settings.side(), settings.side());
        }
    }

    private static Mat noise(int width, int height, Random random) {
        byte[] values = new byte[width * height * CHANNELS];
        random.nextBytes(values);
        Mat noise = new Mat(height, width, opencv_core.CV_8UC3);
        new BytePointer(noise.data()).put(values);
        return noise;
    }

    /** A view of a rectangle of the picture, at least this share of its sides. */
    private static Mat part(Mat picture, Random random, double least) {
        int width = (int) Math.max(1, picture.cols() * (least + (1 - least) * random.nextDouble()));
        int height = (int) Math.max(1, picture.rows() * (least + (1 - least) * random.nextDouble()));
        int left = random.nextInt(picture.cols() - width + 1);
        int top = random.nextInt(picture.rows() - height + 1);
        try (Rect rectangle = new Rect(left, top, width, height)) {
            return new Mat(picture, rectangle);
        }
    }

    private static Mat resized(Mat picture, int width, int height) {
        Mat result = new Mat();
        int method = width < picture.cols() ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(picture, result, size, 0, 0, method);
        }
        return result;
    }

    /** A picture, or a part of one, that is varied. */
    private Mat piece(Random random, int longerSide) {
        Mat piece;
        try (Mat part = part(anyPicture(random), random, random.nextDouble() < 0.2 ? 0.3 : 1)) {
            double scale = (double) longerSide / Math.max(part.cols(), part.rows());
            piece = resized(part, (int) Math.max(2, Math.round(part.cols() * scale)), (int)
                    Math.max(2, Math.round(part.rows() * scale)));
        }
        if (random.nextBoolean()) {
            opencv_core.flip(piece, piece, 1);
        }
        if (random.nextDouble() < 0.3) {
            turn(piece, (random.nextDouble() - 0.5) * 50);
        }
        if (random.nextDouble() < 0.15) {
            blur(piece, 0.3 + 1.5 * random.nextDouble());
        }
        if (random.nextDouble() < 0.5) {
            piece.convertTo(piece, -1, 0.4 + random.nextDouble(), (random.nextDouble() - 0.5) * 80);
        }
        if (random.nextDouble() < 0.2) {
            tint(piece, random);
        }
        if (random.nextDouble() < 0.1) {
            opencv_imgproc.cvtColor(piece, piece, opencv_imgproc.COLOR_RGB2GRAY);
            opencv_imgproc.cvtColor(piece, piece, opencv_imgproc.COLOR_GRAY2RGB);
        }
        if (random.nextDouble() < 0.1) {
            double share = 0.3 * random.nextDouble();
            try (Mat noise = noise(piece.cols(), piece.rows(), random)) {
                opencv_core.addWeighted(piece, 1 - share, noise, share, 0, piece);
            }
        }
        return piece;
    }

    private static void turn(Mat piece, double degrees) {
        try (Point2f centre = new Point2f(piece.cols() / 2f, piece.rows() / 2f);
                Mat rotation = opencv_imgproc.getRotationMatrix2D(centre, degrees, 1);
                Size size = piece.size();
                Scalar black = new Scalar(0, 0, 0, 0);
                Mat from = piece.clone()) {
            opencv_imgproc.warpAffine(
                    from, piece, rotation, size, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, black);
        }
    }

    private static void blur(Mat piece, double deviation) {
        try (Size size = new Size(0, 0)) {
            opencv_imgproc.GaussianBlur(piece, piece, size, deviation);
        }
    }

    private static void tint(Mat piece, Random random) {
        try (Scalar gains = new Scalar(
                        0.6 + 0.8 * random.nextDouble(),
                        0.6 + 0.8 * random.nextDouble(),
                        0.6 + 0.8 * random.nextDouble(),
                        0);
                Mat factors = new Mat(piece.rows(), piece.cols(), opencv_core.CV_32FC3, gains)) {
            opencv_core.multiply(piece, factors, piece, 1, opencv_core.CV_8UC3);
        }
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
        pool.forEach(RgbImage::close);
        pool.clear();
    }
}
