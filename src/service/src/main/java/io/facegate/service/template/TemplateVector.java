package io.facegate.service.template;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.util.Arrays;

/** The values of an embedding as a column of type {@code vector}; the model is in a column of its own. */
public final class TemplateVector {
    private final float[] values;

    private TemplateVector(float[] values) {
        this.values = values;
    }

    public static TemplateVector of(Embedding embedding) {
        return new TemplateVector(embedding.values());
    }

    /**
     * @param text pgvector's notation, such as {@code [0.1,0.2]}
     */
    public static TemplateVector parse(String text) {
        String[] parts = text.substring(1, text.length() - 1).split(",", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(parts[i]);
        }
        return new TemplateVector(values);
    }

    public Embedding embeddingOf(ModelId model) {
        return Embedding.of(model, values);
    }

    /** In pgvector's notation. */
    public String text() {
        StringBuilder text = new StringBuilder(values.length * 12).append('[');
        for (float value : values) {
            text.append(value).append(',');
        }
        text.setCharAt(text.length() - 1, ']');
        return text.toString();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof TemplateVector other && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Without the values, which are personal data. */
    @Override
    public String toString() {
        return "TemplateVector[dimension=%d]".formatted(values.length);
    }
}
