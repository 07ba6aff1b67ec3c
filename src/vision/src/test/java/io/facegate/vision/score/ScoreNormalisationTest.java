package io.facegate.vision.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.Provenance;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreNormalisationTest {
    private static final ModelId MODEL = new ModelId("model");
    private final ScoreNormalisation normalisation =
            new ScoreNormalisation(MODEL, List.of(vector(1, 0, 0), vector(0, 1, 0), vector(-1, 0, 0)), 2);

    @Test
    void crowdingIsTheMeanCosineToTheNearestCentres() {
        assertThat(normalisation.crowding(vector(0.6f, 0.8f, 0)).value()).isCloseTo(0.7f, within(1e-6f));
        assertThat(normalisation.crowding(vector(0, 0, 1)).value()).isCloseTo(0, within(1e-6f));
    }

    @Test
    void aScoreIsTheCosineLessTheMeanOfBothCrowdings() {
        Embedding crowded = vector(0.6f, 0.8f, 0);
        Embedding lonely = vector(0, 0.6f, 0.8f); // 0.6 and 0 to its nearest

        assertThat(normalisation.score(crowded, lonely).value()).isCloseTo(0.48f - (0.7f + 0.3f) / 2, within(1e-6f));
        assertThat(normalisation.score(lonely, crowded)).isEqualTo(normalisation.score(crowded, lonely));
    }

    @Test
    void aModelWithoutCentresIsScoredByTheCosine() {
        ScoreNormalisation none = ScoreNormalisation.none(MODEL);
        Embedding one = vector(0.6f, 0.8f, 0);

        assertThat(none.crowding(one)).isEqualTo(Crowding.NONE);
        assertThat(none.score(one, vector(1, 0, 0)).value()).isCloseTo(0.6f, within(1e-6f));
        assertThat(none.score(one, vector(1, 0, 0)).atLeast(0.5f)).isTrue();
        assertThat(none.score(one, vector(1, 0, 0)).atLeast(0.7f)).isFalse();
    }

    @Test
    void aFaceOfAnotherModelHasNoCrowdingHere() {
        Embedding other = Embedding.of(new ModelId("other"), new float[] {1, 0, 0});

        assertThatThrownBy(() -> normalisation.crowding(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScoreNormalisation.none(MODEL).crowding(other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void centresComeBackFromTheirFile(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        ModelDescriptor embedder = store(store);

        ScoreNormalisation loaded = ScoreNormalisation.load(store, embedder);

        assertThat(loaded.centres()).isEqualTo(normalisation.centres());
        assertThat(loaded.neighbours()).isEqualTo(2);
        assertThat(ScoreNormalisation.load(store, embedder.withCalibration(null))
                        .centres())
                .isEmpty();
    }

    @Test
    void damagedCentresAreNotUsed(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        ModelDescriptor embedder = store(store);
        Files.delete(store.folder(MODEL).resolve("centres-1.f32"));

        assertThatThrownBy(() -> ScoreNormalisation.load(store, embedder)).isInstanceOf(ModelException.class);
    }

    private ModelDescriptor store(ModelStore store) throws IOException {
        ModelDescriptor embedder = new ModelDescriptor(
                MODEL,
                new ModelContract.Embedder(AlignmentTemplate.arcface(112), 3),
                Map.of(),
                new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
                Licence.UNKNOWN,
                null);
        store.write(embedder);
        MessageDigest digest = Sha256.digest();
        digest.update(normalisation.toBytes());
        return store.calibrate(
                embedder,
                new Calibration(
                        "people",
                        1000,
                        100,
                        List.of(),
                        List.of(),
                        Calibration.WORST,
                        new Normalisation("centres-1.f32", Sha256.hex(digest), 3, 2, 5, List.of()),
                        List.of(),
                        null),
                normalisation.toBytes());
    }

    private static Embedding vector(float... values) {
        return Embedding.of(MODEL, values);
    }
}
