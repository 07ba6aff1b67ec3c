package io.facegate.training.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue's own entries, with the published files from a local server. */
class InstallationTest {
    private static final String ESPDL = "models/face-mbf/human_face_feat_mbf_s8_v1.p4.espdl";

    private final Path models;

    InstallationTest(@TempDir Path models) {
        this.models = models;
    }

    @Test
    void anEmbedderIsDownloadedImportedTriedAndCalibrated() throws Exception {
        PublishedModel model = Catalogue.read().model("face-mbf");
        try (Publisher publisher = new Publisher()) {
            URI address = publisher.publish("x", Files.readAllBytes(SharedData.path(ESPDL)));

            ModelDescriptor installed = new Installation(at(model, List.of(address)), models).download(bytes -> {});

            assertThat(installed.id().value()).startsWith("face-mbf-");
            assertThat(installed.calibration()).isEqualTo(model.calibration());
            assertThat(installed.licence().weights()).isEqualTo("MIT (espressif/esp-dl)");
            assertThat(new ModelStore(models).list()).containsExactly(installed);
            new ModelStore(models).open(installed, InferenceSettings.DEFAULT).close();
            assertThat(models.resolve(".downloads")).isEmptyDirectory();
        }
    }

    @Test
    void aDetectorIsTakenFromAFolder() throws Exception {
        PublishedModel model = Catalogue.read().model("mtcnn");

        ModelDescriptor installed = new Installation(model, models).from(SharedData.path("models/mtcnn"));

        assertThat(new ModelStore(models).list()).containsExactly(installed);
        assertThat(installed.calibration()).isNull();
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        PublishedModel model = Catalogue.read().model("face-mbf");
        Path other = SharedData.path(ESPDL.replace("p4", "s3"));

        assertThatThrownBy(() -> new Installation(model, models).from(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not the file that the catalogue knows");

        assertThat(models).isEmptyDirectory();
    }

    @Test
    void aModelThatGivesSomethingElseIsNeverThere() throws Exception {
        PublishedModel model = Catalogue.read().model("mtcnn");
        TestVector vector = model.testVector();
        TestVector elsewhere =
                new TestVector(vector.picture(), new FaceBox(0, 0, 50, 50), vector.landmarks(), vector.embedding());
        Path files = SharedData.path("models/mtcnn");

        assertThatThrownBy(() -> new Installation(with(model, elsewhere), models).from(files))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("doesn't find the one face of its test picture");

        assertThat(models).isEmptyDirectory();
    }

    @Test
    void anEmbedderThatGivesSomethingElseIsToldByItsCosine() throws Exception {
        PublishedModel model = Catalogue.read().model("face-mbf");
        TestVector vector = model.testVector();
        byte[] other = vector.embedding().clone();
        for (int i = 3; i < other.length; i += 8) {
            other[i] ^= (byte) 0x80; // the sign of every second value
        }
        TestVector wrong = new TestVector(vector.picture(), vector.box(), vector.landmarks(), other);
        Path file = SharedData.path(ESPDL);

        assertThatThrownBy(() -> new Installation(with(model, wrong), models).from(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has a cosine of");
    }

    private static PublishedModel at(PublishedModel model, List<URI> addresses) {
        List<PublishedFile> files = model.files().stream()
                .map(file -> new PublishedFile(
                        file.name(), addresses.get(model.files().indexOf(file)), file.bytes(), file.sha256()))
                .toList();
        return new PublishedModel(
                model.name(),
                model.about(),
                model.origin(),
                model.format(),
                files,
                model.licence(),
                model.licenceText(),
                model.calibration(),
                model.badPictures(),
                model.testVector());
    }

    private static PublishedModel with(PublishedModel model, TestVector vector) {
        return new PublishedModel(
                model.name(),
                model.about(),
                model.origin(),
                model.format(),
                model.files(),
                model.licence(),
                model.licenceText(),
                model.calibration(),
                model.badPictures(),
                vector);
    }
}
