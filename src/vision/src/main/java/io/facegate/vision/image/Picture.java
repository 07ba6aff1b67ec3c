package io.facegate.vision.image;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * An upright picture in the sizes that are asked for, each made when it first is. A JPEG is decoded in the size that is wanted,
 * which saves most of the work of a large one.
 *
 * <p>It owns all pixels until it is closed; for one thread at a time.
 */
public final class Picture implements AutoCloseable {
    /** A JPEG's blocks have eight pixels a side. */
    public static final int LARGEST_FACTOR = 8;

    private final int width;
    private final int height;
    private final PixelSource source;
    private final NavigableMap<Integer, ReducedPicture> sizes = new TreeMap<>();
    private boolean closed;

    /** Where pixels come from. */
    @FunctionalInterface
    interface PixelSource {
        /**
         * @param factor one of 1, 2, 4, 8
         * @return reduced by this factor, or by a smaller one
         * @throws PictureRejectedException if they can't be decoded
         */
        ReducedPicture decode(int factor);
    }

    /**
     * @param width of the upright picture, in pixels
     * @param height of the upright picture, in pixels
     */
    Picture(int width, int height, PixelSource source) {
        this.width = width;
        this.height = height;
        this.source = source;
    }

    /** Takes the ownership of decoded pixels. */
    public static Picture of(RgbImage image) {
        Picture picture = new Picture(image.width(), image.height(), factor -> new ReducedPicture(image, 1, 0, 0));
        picture.reduced(1);
        return picture;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** All pixels; they stay this one's. */
    public RgbImage pixels() {
        return reduced(1).image();
    }

    /**
     * @param factor one of 1, 2, 4, 8
     * @throws PictureRejectedException if the pixels can't be decoded
     * @throws IllegalStateException if this is closed
     */
    public ReducedPicture reduced(int factor) {
        if (Integer.bitCount(factor) != 1 || factor > LARGEST_FACTOR) {
            throw new IllegalArgumentException("factor (%d) must be 1, 2, 4 or 8".formatted(factor));
        }
        checkOpen();
        Map.Entry<Integer, ReducedPicture> nearest = sizes.floorEntry(factor);
        ReducedPicture finer = nearest == null ? decoded(factor) : nearest.getValue();
        return finer.factor() == factor
                ? finer
                : sizes.computeIfAbsent(factor, wanted -> averaged(finer, wanted / finer.factor()));
    }

    /** What is there already in the size of a factor or larger, the largest; or else what that factor gives. */
    public ReducedPicture atMostReduced(int factor) {
        checkOpen();
        Map.Entry<Integer, ReducedPicture> largest = sizes.firstEntry();
        return largest != null && largest.getKey() <= factor ? largest.getValue() : reduced(factor);
    }

    private ReducedPicture decoded(int factor) {
        ReducedPicture decoded = source.decode(factor);
        sizes.put(decoded.factor(), decoded);
        return decoded;
    }

    /** What doesn't fill a square, at the right and below, is left out. */
    private static ReducedPicture averaged(ReducedPicture from, int by) {
        RgbImage image = from.image();
        int columns = Math.max(1, image.width() / by);
        int rows = Math.max(1, image.height() / by);
        Mat small = new Mat();
        try (Rect whole = new Rect(0, 0, Math.min(image.width(), columns * by), Math.min(image.height(), rows * by));
                Mat part = new Mat(image.mat(), whole);
                Size size = new Size(columns, rows)) {
            opencv_imgproc.resize(part, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        return new ReducedPicture(new RgbImage(small), from.factor() * by, from.left(), from.top());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The picture is closed: its pixels are gone.");
        }
    }

    /** The pixels' memory is free; a second time does nothing. */
    @Override
    public void close() {
        closed = true;
        sizes.values().forEach(size -> size.image().close());
    }
}
