package io.facegate.vision.detection;

/**
 * An axis-parallel box in continuous picture coordinates: pixel (0, 0) covers 0..1, so a box over the whole picture is
 * (0, 0, width, height). A box may reach beyond the picture where a face is cut off.
 */
public record FaceBox(float left, float top, float right, float bottom) {
    public FaceBox {
        if (!(left < right && top < bottom)) {
            throw new IllegalArgumentException("left (%s) must be less than right (%s), and top (%s) than bottom (%s)"
                    .formatted(left, right, top, bottom));
        }
    }

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    public float area() {
        return width() * height();
    }

    /** Intersection over union, 0..1. */
    public float overlap(FaceBox other) {
        float intersection = intersection(other);
        return intersection / (area() + other.area() - intersection);
    }

    /** How much of the smaller of the two is in the other, 0..1. */
    float nesting(FaceBox other) {
        return intersection(other) / Math.min(area(), other.area());
    }

    private float intersection(FaceBox other) {
        float width = Math.min(right, other.right) - Math.max(left, other.left);
        float height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
