package io.facegate.vision.embedding;

import io.facegate.vision.model.ModelId;
import java.util.Arrays;

/**
 * A face as a unit vector in the space of one model. Vectors of different models have nothing to do with each other, so
 * comparing them is an error.
 */
public final class Embedding {
    private final ModelId model;
    private final float[] values;

    private Embedding(ModelId model, float[] values) {
        this.model = model;
        this.values = values;
    }

    /**
     * @param values any length above zero, scaled to unit length here
     * @throws IllegalArgumentException if a value is not finite, or all are zero
     */
    public static Embedding of(ModelId model, float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("An embedding must have finite values that are not all zero.");
        }
        double norm = Math.sqrt(squares);
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return new Embedding(model, unit);
    }

    public ModelId model() {
        return model;
    }

    public int dimension() {
        return values.length;
    }

    /** A copy: embeddings don't change. */
    public float[] values() {
        return values.clone();
    }

    /**
     * @throws IllegalArgumentException if the other embedding is of another model
     */
    public Similarity similarityTo(Embedding other) {
        if (!model.equals(other.model) || values.length != other.values.length) {
            throw new IllegalArgumentException(
                    "An embedding of model %s (%d values) can't be compared with one of %s (%d)"
                            .formatted(model, values.length, other.model, other.values.length));
        }
        double dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (double) values[i] * other.values[i];
        }
        return new Similarity((float) dot);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Embedding other && model.equals(other.model) && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(values);
    }

    /** Without the values, which are personal data. */
    @Override
    public String toString() {
        return "Embedding[model=%s, dimension=%d]".formatted(model, values.length);
    }
}
