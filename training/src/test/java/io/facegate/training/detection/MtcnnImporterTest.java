package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.WeightsException;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MtcnnImporterTest {
    @TempDir
    private Path folder;

    private ModelDescriptor importAs(String name, Path models) throws IOException {
        return new MtcnnImporter(new ModelExporter(models)).importFrom(SharedData.path("models/mtcnn"), name);
    }

    @Test
    void theModelSaysOfWhichFilesItIsAndUnderWhichTerms() throws IOException {
        ModelDescriptor model = importAs("mtcnn", folder);

        assertThat(model.provenance().source().keySet()).containsExactlyInAnyOrder("det1.npy", "det2.npy", "det3.npy");
        assertThat(model.provenance().source())
                .containsEntry("det2.npy", ModelFiles.sha256(SharedData.path("models/mtcnn/det2.npy")));
        assertThat(model.provenance().by()).isEqualTo("facegate models import mtcnn");
        assertThat(model.licence())
                .isEqualTo(new Licence("MIT (davidsandberg/facenet)", "WIDER FACE and CelebA, for research"));
        assertThat(model.contract()).isEqualTo(new ModelContract.Detector(DetectorGraph.MAXIMUM_LEVELS));
        new ModelStore(folder).verify(model);
    }

    @Test
    void theSameWeightsAreTheSameModelOnEveryMachine() throws IOException {
        ModelDescriptor here = importAs("mtcnn", folder.resolve("here"));
        ModelDescriptor there = importAs("mtcnn", folder.resolve("there"));

        assertThat(here.id().value()).matches("mtcnn-[0-9a-f]{8}");
        assertThat(there.id()).isEqualTo(here.id());
        assertThat(there.files()).isEqualTo(here.files());
    }

    @Test
    void filesThatAreMissingLeaveNoModel() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path models = folder.resolve("models");

        assertThatThrownBy(() -> new MtcnnImporter(new ModelExporter(models)).importFrom(empty, "mtcnn"))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("det1.npy");
        assertThat(models).doesNotExist();
    }
}
