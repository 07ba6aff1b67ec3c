package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.MeanColourModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTrialTest {
    @TempDir
    private Path models;

    private EmbedderNetwork network;

    @BeforeEach
    void open() throws IOException {
        ModelStore store = new ModelStore(models);
        ModelDescriptor model = MeanColourModel.exportTo(store, new ModelId("mean-colour"));
        network = new TensorFlowEngine().open(store, model, InferenceSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void whatIsQuickerAndTheSamePasses() {
        PrecisionTrial trial = PrecisionTrial.of(new Changed(network, 30, 0), network);

        assertThat(trial.gain()).isGreaterThan(2);
        assertThat(trial.leastCosine()).isCloseTo(1, within(1e-6));
        assertThat(trial.passed()).isTrue();
    }

    @Test
    void whatIsSlowerFails() {
        PrecisionTrial trial = PrecisionTrial.of(network, new Changed(network, 30, 0));

        assertThat(trial.gain()).isLessThan(0.5);
        assertThat(trial.passed()).isFalse();
    }

    @Test
    void whatIsQuickerButEmbedsOtherwiseFails() {
        PrecisionTrial trial = PrecisionTrial.of(new Changed(network, 30, 0), new Changed(network, 0, 0.1f));

        assertThat(trial.gain()).isGreaterThan(2);
        assertThat(trial.leastCosine()).isLessThan(0.999);
        assertThat(trial.passed()).isFalse();
    }

    /** The network, made slower, and turned away from what it says. */
    private record Changed(EmbedderNetwork network, int milliseconds, float turn) implements EmbedderNetwork {
        @Override
        public ModelDescriptor descriptor() {
            return network.descriptor();
        }

        @Override
        public List<Embedding> run(List<FaceCrop> crops) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
            return network.run(crops).stream().map(this::turned).toList();
        }

        private Embedding turned(Embedding embedding) {
            float[] values = embedding.values();
            values[0] += turn;
            return Embedding.of(embedding.model(), values);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
