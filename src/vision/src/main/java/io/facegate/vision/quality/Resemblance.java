package io.facegate.vision.quality;

/**
 * How much a face resembles those of bad pictures, in the eyes of its embedder.
 *
 * @param fault of the bad pictures that it resembles most
 * @param cosine to their prototype, -1..1; what it is worth depends on the prototype's limit
 * @param limit above which hardly any clear picture is
 */
public record Resemblance(PictureFault fault, float cosine, float limit) {
    /** Whether so few clear pictures do that this one isn't taken for one. */
    public boolean tooMuch() {
        return cosine > limit;
    }
}
