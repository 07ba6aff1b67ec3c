package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import io.facegate.training.detection.Values;
import io.facegate.training.network.Initializer;
import io.facegate.training.tracking.Ancestor;
import io.facegate.training.weights.PublishedMtcnn;
import io.facegate.training.weights.WeightsException;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class TeacherNetworksTest {

    @Test
    void areThePublishedOnesWithTheChecksumsOfTheirFiles() throws IOException {
        Path folder = SharedData.path("models/mtcnn");

        TeacherNetworks teacher = TeacherNetworks.read(folder);

        assertThat(teacher.networks()).containsOnlyKeys(Stage.PROPOSAL, Stage.REFINEMENT, Stage.OUTPUT);
        assertThat(teacher.files())
                .containsOnlyKeys(PublishedMtcnn.FILES)
                .containsEntry("det3.npy", ModelFiles.sha256(folder.resolve("det3.npy")));
        Values landmarks =
                Values.of(tf -> Objects.requireNonNull(teacher.networks().get(Stage.OUTPUT))
                        .weight(tf, "landmarks/bias", Shape.of(10), Initializer.ZEROS));
        assertThat(landmarks.data()).as("left eye, right eye: x").satisfies(x -> {
            assertThat(x[0]).isLessThan(x[1]);
        });
    }

    @Test
    void areNamedWithTheirTerms() throws IOException {
        Ancestor ancestor =
                TeacherNetworks.read(SharedData.path("models/mtcnn")).ancestor();

        assertThat(ancestor.role()).isEqualTo(Ancestor.Role.TEACHER);
        assertThat(ancestor.model()).isEqualTo("davidsandberg/facenet");
        assertThat(ancestor.licence()).isEqualTo(PublishedMtcnn.LICENCE);
        assertThat(ancestor.licence().weights()).contains("MIT");
    }

    @Test
    void aFolderWithoutThemIsToldBeforeAnythingIsTrained(@TempDir Path empty) {
        assertThatThrownBy(() -> TeacherNetworks.read(empty))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("det1.npy");
    }
}
