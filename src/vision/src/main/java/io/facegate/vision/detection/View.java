package io.facegate.vision.detection;

import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** A picture, or a part of it, made smaller, padded, turned or brightened, with the way back to the picture. */
final class View implements AutoCloseable {
    private static final double GREY = 128;

    private final RgbImage image;
    private final Look look;
    private final UnaryOperator<Point> toPicture;

    private View(Mat pixels, Look look, UnaryOperator<Point> toPicture) {
        this.image = new RgbImage(pixels);
        this.look = look;
        this.toPicture = toPicture;
    }

    /**
     * The part of a picture within a box, and a grey border.
     *
     * @param box at least partly within the picture
     * @param maximumPixels of the view, border included; one that has more is made smaller
     * @param border width of the border, as a share of the part's shorter side
     */
    static View of(RgbImage picture, FaceBox box, long maximumPixels, double border) {
        int left = Math.max(0, (int) box.left());
        int top = Math.max(0, (int) box.top());
        int width = Math.min(picture.width(), (int) Math.ceil(box.right())) - left;
        int height = Math.min(picture.height(), (int) Math.ceil(box.bottom())) - top;
        double borders = 2 * border * Math.min(width, height);
        double scale = Math.min(1, Math.sqrt(maximumPixels / ((width + borders) * (height + borders))));
        int smallWidth = Math.max(1, (int) Math.round(width * scale));
        int smallHeight = Math.max(1, (int) Math.round(height * scale));
        int padding = (int) Math.round(border * Math.min(smallWidth, smallHeight));
        double scaleX = (double) smallWidth / width;
        double scaleY = (double) smallHeight / height;
        Mat padded = new Mat();
        try (Rect rect = new Rect(left, top, width, height);
                Mat part = new Mat(picture.mat(), rect);
                Size size = new Size(smallWidth, smallHeight);
                Mat small = new Mat();
                Scalar grey = new Scalar(GREY, GREY, GREY, 0)) {
            opencv_imgproc.resize(part, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_core.copyMakeBorder(
                    small, padded, padding, padding, padding, padding, opencv_core.BORDER_CONSTANT, grey);
        }
        return new View(
                padded,
                Look.PADDED,
                point -> new Point((float) (left + (point.x() - padding) / scaleX), (float)
                        (top + (point.y() - padding) / scaleY)));
    }

    View turned(Look turn) {
        Mat turned = new Mat();
        opencv_core.rotate(
                image.mat(),
                turned,
                switch (turn) {
                    case TURNED_90 -> opencv_core.ROTATE_90_CLOCKWISE;
                    case TURNED_180 -> opencv_core.ROTATE_180;
                    case TURNED_270 -> opencv_core.ROTATE_90_COUNTERCLOCKWISE;
                    default -> throw new IllegalArgumentException(turn + " is no turn");
                });
        int width = image.width();
        int height = image.height();
        return new View(turned, turn, point -> toPicture.apply(back(turn, width, height, point)));
    }

    /** Where a point of the turned view was before. */
    private static Point back(Look turn, int width, int height, Point point) {
        return switch (turn) {
            case TURNED_90 -> new Point(point.y(), height - point.x());
            case TURNED_180 -> new Point(width - point.x(), height - point.y());
            default -> new Point(width - point.y(), point.x());
        };
    }

    /** With each channel so many times as bright, up to white. */
    View brightened(double gain) {
        Mat bright = new Mat();
        image.mat().convertTo(bright, -1, gain, 0);
        return new View(bright, Look.BRIGHTENED, toPicture);
    }

    /** Its faces, where they are in the picture. */
    List<DetectedFace> faces(FaceDetector detector) {
        return detector.detect(image).stream().map(this::inPicture).toList();
    }

    private DetectedFace inPicture(DetectedFace face) {
        FaceBox box = face.box();
        Point first = toPicture.apply(new Point(box.left(), box.top()));
        Point second = toPicture.apply(new Point(box.right(), box.bottom()));
        return new DetectedFace(
                new FaceBox(
                        Math.min(first.x(), second.x()),
                        Math.min(first.y(), second.y()),
                        Math.max(first.x(), second.x()),
                        Math.max(first.y(), second.y())),
                Landmarks.of(face.landmarks().points().stream().map(toPicture).toList()),
                face.score(),
                look);
    }

    /** Mean of all channels, 0 to 255, border included. */
    double brightness() {
        try (Scalar mean = opencv_core.mean(image.mat())) {
            return DoubleStream.of(mean.get(0), mean.get(1), mean.get(2)).sum() / 3;
        }
    }

    @Override
    public void close() {
        image.close();
    }
}
