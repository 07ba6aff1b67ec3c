package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.facegate.vision.landmark.AlignmentTemplate;
import java.util.Objects;

/** What a SavedModel takes and gives. The names are those of the inputs and outputs of its serving signature. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelContract.Detector.class, name = "detector"),
    @JsonSubTypes.Type(value = ModelContract.Embedder.class, name = "embedder")
})
public sealed interface ModelContract {

    /**
     * A whole face detector.
     *
     * <ul>
     *   <li>{@code image}: uint8 RGB {@code [H, W, 3]}
     *   <li>{@code minimum_face}: float32 scalar, side of the smallest face to find, in pixels
     *   <li>{@code pyramid_factor}: float32 scalar, from one level to the next, between 0 and 1
     *   <li>{@code thresholds}: float32 {@code [3]}, scores of the three stages
     *   <li>gives {@code boxes} float32 {@code [N, 4]} (left, top, right, bottom in pixels), {@code scores} float32
     *       {@code [N]}, {@code landmarks} float32 {@code [N, 5, 2]} (x, y in pixels), the highest score first
     * </ul>
     *
     * @param maximumLevels most pyramid levels that the graph can build; a picture that needs more is not searched
     *     for its largest faces, so {@code minimum_face} must be raised for it
     */
    record Detector(int maximumLevels) implements ModelContract {
        public static final String IMAGE = "image";
        public static final String MINIMUM_FACE = "minimum_face";
        public static final String PYRAMID_FACTOR = "pyramid_factor";
        public static final String THRESHOLDS = "thresholds";
        public static final String BOXES = "boxes";
        public static final String SCORES = "scores";
        public static final String LANDMARKS = "landmarks";
    }

    /**
     * A face embedder with its pre-processing inside.
     *
     * <ul>
     *   <li>{@code faces}: uint8 RGB {@code [N, S, S, 3]}, crops by the template
     *   <li>gives {@code embeddings}: float32 {@code [N, D]}, unit vectors
     * </ul>
     *
     * @param template crop size S and the places of the landmarks in it
     * @param dimension D
     */
    record Embedder(AlignmentTemplate template, int dimension) implements ModelContract {
        public static final String FACES = "faces";
        public static final String EMBEDDINGS = "embeddings";

        public Embedder {
            Objects.requireNonNull(template, "template is missing"); // JSON may leave it out
            if (dimension < 1) {
                throw new IllegalArgumentException("dimension (%d) must be positive".formatted(dimension));
            }
        }
    }
}
