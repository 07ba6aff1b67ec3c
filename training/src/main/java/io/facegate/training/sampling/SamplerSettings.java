package io.facegate.training.sampling;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.facegate.training.dataset.PreparedDataset;
import java.util.List;
import java.util.Objects;

/** A sampler by its name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SamplerSettings.Identities.class, name = "identities"),
    @JsonSubTypes.Type(value = SamplerSettings.Triplets.class, name = "triplets"),
    @JsonSubTypes.Type(value = SamplerSettings.Pictures.class, name = "pictures")
})
public sealed interface SamplerSettings {

    Sampler build(PreparedDataset dataset, long seed);

    /** P identities, K pictures of each. */
    record Identities(int people, int picturesEach) implements SamplerSettings {
        @Override
        public Sampler build(PreparedDataset dataset, long seed) {
            return new IdentitySampler(dataset, people, picturesEach, seed);
        }
    }

    record Triplets(int batch, int perEpoch) implements SamplerSettings {
        @Override
        public Sampler build(PreparedDataset dataset, long seed) {
            return new TripletSampler(dataset, batch, perEpoch, seed);
        }
    }

    /**
     * @param weights how often a picture of each data set for training comes in an epoch, in the order of the data sets; none
     *     if all are alike
     */
    record Pictures(int batch, List<Double> weights) implements SamplerSettings {
        public Pictures {
            weights = List.copyOf(Objects.requireNonNullElse(weights, List.of())); // in the record of an older run
            if (weights.stream().anyMatch(weight -> !(weight >= 0 && weight <= 1000))) {
                throw new IllegalArgumentException("weights (%s) must be between 0 and 1000".formatted(weights));
            }
        }

        @Override
        public Sampler build(PreparedDataset dataset, long seed) {
            return new PictureSampler(dataset, batch, weights, seed);
        }
    }
}
