package io.facegate.vision.image;

import io.facegate.vision.landmark.Point;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A picture, or a part of it, in which each square of pixels is one.
 *
 * @param image stays the owner's of the picture, and is valid until that is closed
 * @param factor side of a square, in the picture's pixels
 * @param left where in the picture its first square begins; before 0 where a turned picture begins with a part of one
 * @param top likewise
 */
public record ReducedPicture(RgbImage image, int factor, int left, int top) {
    /** Pixels of their own, or the picture's if it is all of them. */
    public record Part(ReducedPicture pixels, boolean owned) implements AutoCloseable {
        @Override
        public void close() {
            if (owned) {
                pixels.image.close();
            }
        }
    }

    /** From this one's coordinates to the picture's. */
    public Point toPicture(Point point) {
        return new Point(left + point.x() * factor, top + point.y() * factor);
    }

    /** The inverse of {@link #toPicture}. */
    public Point ofPicture(Point point) {
        return new Point((point.x() - left) / factor, (point.y() - top) / factor);
    }

    /**
     * The squares that have something of a rectangle, which is given in the picture's pixels.
     *
     * @return the caller's, who closes it
     */
    public Part part(int fromLeft, int fromTop, int toRight, int toBottom) {
        int x = Math.max(0, (fromLeft - left) / factor);
        int y = Math.max(0, (fromTop - top) / factor);
        int width = Math.min(image.width(), (toRight - left + factor - 1) / factor) - x;
        int height = Math.min(image.height(), (toBottom - top + factor - 1) / factor) - y;
        if (width == image.width() && height == image.height()) {
            return new Part(this, false);
        }
        try (Rect rect = new Rect(x, y, width, height);
                Mat part = new Mat(image.mat(), rect)) {
            return new Part(
                    new ReducedPicture(new RgbImage(part.clone()), factor, left + x * factor, top + y * factor), true);
        }
    }
}
