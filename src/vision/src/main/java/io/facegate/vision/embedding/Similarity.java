package io.facegate.vision.embedding;

/** Cosine of the angle between two embeddings, -1..1; 1 is the same direction. */
public record Similarity(float cosine) implements Comparable<Similarity> {
    public Similarity {
        if (!(cosine >= -1.001f && cosine <= 1.001f)) {
            throw new IllegalArgumentException("cosine (%s) must be between -1 and 1".formatted(cosine));
        }
        cosine = Math.max(-1, Math.min(1, cosine));
    }

    public boolean atLeast(float threshold) {
        return cosine >= threshold;
    }

    @Override
    public int compareTo(Similarity other) {
        return Float.compare(cosine, other.cosine);
    }
}
