package io.facegate.training.loss;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A loss by its name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LossSettings.HybridTriplet.class, name = "hybrid-triplet"),
    @JsonSubTypes.Type(value = LossSettings.Triplet.class, name = "triplet"),
    @JsonSubTypes.Type(value = LossSettings.SemiHard.class, name = "semi-hard"),
    @JsonSubTypes.Type(value = LossSettings.BatchHard.class, name = "batch-hard"),
    @JsonSubTypes.Type(value = LossSettings.Softmax.class, name = "softmax"),
    @JsonSubTypes.Type(value = LossSettings.ArcFace.class, name = "arcface"),
    @JsonSubTypes.Type(value = LossSettings.Distillation.class, name = "distillation")
})
public sealed interface LossSettings {

    /**
     * @param identities of the training data
     */
    EmbeddingLoss build(int identities);

    /** Whether a teacher is asked. */
    default boolean needsTeacher() {
        return false;
    }

    /** Whether a stage's margin means anything to it. */
    default boolean hasMargin() {
        return true;
    }

    record HybridTriplet(float hardShare, float cosineWeight, int lastEpochWithoutCosine) implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new HybridTripletLoss(hardShare, cosineWeight, lastEpochWithoutCosine);
        }
    }

    record Triplet() implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new TripletLoss();
        }
    }

    record SemiHard() implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new SemiHardTripletLoss();
        }
    }

    record BatchHard() implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new BatchHardLoss();
        }

        @Override
        public boolean hasMargin() {
            return false;
        }
    }

    record Softmax(float scale) implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new MarginSoftmaxLoss(identities, scale, false);
        }

        @Override
        public boolean hasMargin() {
            return false;
        }
    }

    record ArcFace(float scale) implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new MarginSoftmaxLoss(identities, scale, true);
        }
    }

    record Distillation(boolean projection, float contrast, float scale) implements LossSettings {
        @Override
        public EmbeddingLoss build(int identities) {
            return new DistillationLoss(projection, contrast, scale);
        }

        @Override
        public boolean hasMargin() {
            return false;
        }

        @Override
        public boolean needsTeacher() {
            return true;
        }
    }
}
