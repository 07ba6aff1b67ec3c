package io.facegate.training.sampling;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.facegate.training.dataset.PreparedDataset;

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

    record Pictures(int batch) implements SamplerSettings {
        @Override
        public Sampler build(PreparedDataset dataset, long seed) {
            return new PictureSampler(dataset, batch, seed);
        }
    }
}
