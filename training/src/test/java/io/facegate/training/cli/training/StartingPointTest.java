package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {
    private static ModelDescriptor bundled() {
        return new ModelStore(Path.of("../models"))
                .bundled(ModelContract.Embedder.class)
                .get(0);
    }

    @Test
    void aModelIsItsOwnStartAndItsFileSaysWhichItIs() throws IOException {
        ModelDescriptor model = bundled();
        StartingPoint start = new StartingPoint(
                Path.of("../models/default").resolve(model.id().value()));

        assertThat(start.fingerprint()).isEqualTo(model.files().get("saved_model.pb"));
        try (TrainedNetwork weights = start.open()) {
            assertThat(weights).isInstanceOf(TrainedNetwork.OfModel.class);
        }
    }

    @Test
    void aFolderThatIsNeitherIsRefusedWithAdvice(@TempDir Path folder) {
        StartingPoint start = new StartingPoint(folder);

        assertThatThrownBy(start::open)
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("start: %s is no model, and no run with a best checkpoint.".formatted(folder))
                .hasMessageContaining("Maybe wait for the end of its first epoch");
        assertThatThrownBy(start::fingerprint).isInstanceOf(TrainingException.class);
    }
}
