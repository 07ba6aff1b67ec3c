package io.facegate.training.dataset;

/**
 * What a prepared data set was made with; it is its {@code prepared.json}, and a preparation is only resumed with the
 * same.
 *
 * @param geometry of the crops
 * @param detector the model that found the faces
 * @param source the pictures' folder, as it was given
 * @param listing SHA-256 over the identities and file names that were to be prepared
 * @param shards how many there will be
 */
public record PreparationSettings(CropGeometry geometry, String detector, String source, String listing, int shards) {}
