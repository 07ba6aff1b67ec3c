package io.facegate.vision.score;

/**
 * How crowded a model's space is around a face: mean cosine similarity to the nearest of its centres, -1..1. Children,
 * for one, lie close together, because the models saw few of them.
 */
public record Crowding(float value) {
    /** Of a model without centres. */
    public static final Crowding NONE = new Crowding(0);

    public Crowding {
        if (!(value >= -1.001f && value <= 1.001f)) {
            throw new IllegalArgumentException("crowding (%s) must be between -1 and 1".formatted(value));
        }
    }
}
