package io.facegate.training.weights.onnx;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.ModelException;

/** The published ways to align crops that an imported embedder may have been trained with. */
public enum CropTemplate {
    /** The five points of ArcFace in a crop of 112 pixels. */
    ARCFACE112 {
        @Override
        AlignmentTemplate of(int declaredSize) {
            if (declaredSize != ANY_SIZE && declaredSize != SIZE) {
                throw new ModelException(
                        "The model's input is %d pixels wide where template arcface112 makes %d.%nMaybe it was trained with the same points scaled: --template arcface"
                                .formatted(declaredSize, SIZE));
            }
            return AlignmentTemplate.arcface(SIZE);
        }
    },
    /** The same points scaled to the crop that the model takes. */
    ARCFACE {
        @Override
        AlignmentTemplate of(int declaredSize) {
            if (declaredSize == ANY_SIZE) {
                throw new ModelException(
                        "The model's input may have any size, so template arcface has none to scale to.%nMaybe it was trained on crops of 112 pixels: --template arcface112");
            }
            try {
                return AlignmentTemplate.arcface(declaredSize);
            } catch (IllegalArgumentException e) {
                throw new ModelException("The model's input is no face crop: " + e.getMessage(), e);
            }
        }
    };

    /** The model takes crops of every size. */
    static final int ANY_SIZE = -1;

    private static final int SIZE = 112;

    /**
     * @param declaredSize side of the crops that the model takes, or {@link #ANY_SIZE}
     */
    abstract AlignmentTemplate of(int declaredSize);
}
