package io.facegate.training.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared data set was made with; it is its {@code prepared.json}, and a preparation is only resumed with the
 * same.
 *
 * @param geometry of the crops
 * @param detector the model that found the faces
 * @param source the pictures' folder, as it was given
 * @param listing SHA-256 over what was to be prepared
 * @param shards how many there will be
 * @param teaching who gave a target to each face; null if nobody did
 */
public record PreparationSettings(
        CropGeometry geometry,
        String detector,
        String source,
        String listing,
        int shards,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Teaching teaching) {

    /**
     * @param teacher id of the embedder
     * @param dimension of its embeddings
     */
    public record Teaching(String teacher, int dimension) {}
}
