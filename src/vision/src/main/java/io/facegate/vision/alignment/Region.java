package io.facegate.vision.alignment;

import io.facegate.vision.landmark.Point;
import java.util.List;

/** A rectangle of whole pixels; empty if it has no width or no height. */
record Region(int left, int top, int right, int bottom) {

    /** The smallest that holds everything a crop shows of the picture, and a margin in the picture's pixels. */
    static Region ofCrop(int cropSize, SimilarityTransform toCrop, int margin) {
        SimilarityTransform toPicture = toCrop.inverse();
        List<Point> corners = List.of(
                toPicture.apply(new Point(0, 0)),
                toPicture.apply(new Point(cropSize, 0)),
                toPicture.apply(new Point(0, cropSize)),
                toPicture.apply(new Point(cropSize, cropSize)));
        return new Region(
                (int) Math.floor(corners.stream().mapToDouble(Point::x).min().orElseThrow() - margin),
                (int) Math.floor(corners.stream().mapToDouble(Point::y).min().orElseThrow() - margin),
                (int) Math.ceil(corners.stream().mapToDouble(Point::x).max().orElseThrow() + margin),
                (int) Math.ceil(corners.stream().mapToDouble(Point::y).max().orElseThrow() + margin));
    }

    Region within(int width, int height) {
        return new Region(Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom));
    }

    boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }
}
