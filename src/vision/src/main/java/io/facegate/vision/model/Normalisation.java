package io.facegate.vision.model;

import java.util.List;

/**
 * What makes a score of a similarity: centres of the space, each the mean of many people's embeddings. A face whose like
 * there is much of is similar to many, and its similarities weigh less.
 *
 * @param file with the centres, beside {@code model.json}: one unit vector after the other, float32 little-endian
 * @param sha256 of the file, in lower-case hex
 * @param centres how many
 * @param neighbours of how many nearest centres the mean similarity is taken
 * @param fewestPictures in any centre, so that none is somebody's template
 * @param madeOf whose pictures; none of them was among those that the rates were measured on
 */
public record Normalisation(
        String file, String sha256, int centres, int neighbours, int fewestPictures, List<Source> madeOf) {
    /** A centre of fewer would say much about each of them. */
    public static final int LEAST_PICTURES = 8;

    /**
     * @param population its name
     * @param pictures how many of it
     */
    public record Source(String population, int pictures) {}

    public Normalisation {
        CentresFile.requirePlain(file);
        if (neighbours < 1 || neighbours > centres) {
            throw new IllegalArgumentException(
                    "neighbours (%d) must be between 1 and the %d centres".formatted(neighbours, centres));
        }
        madeOf = List.copyOf(madeOf);
    }
}
