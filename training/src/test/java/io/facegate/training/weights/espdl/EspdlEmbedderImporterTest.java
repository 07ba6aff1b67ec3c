package io.facegate.training.weights.espdl;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.GoldenEmbeddings;
import io.facegate.training.weights.onnx.EmbedderSettings;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that the makers of face-mbf publish, against an independent implementation of their weights. */
class EspdlEmbedderImporterTest {
    private final Path models;

    EspdlEmbedderImporterTest(@TempDir Path models) {
        this.models = models;
    }

    /** The golden values are of the first one; the two were rounded to 8 bits apart from each other. */
    @ParameterizedTest
    @CsvSource({"p4, 0.9999", "s3, 0.999"})
    void embedsRealFacesAsTheIndependentImplementation(String chip, float cosine) throws Exception {
        Path file = SharedData.path("models/face-mbf/human_face_feat_mbf_s8_v1.%s.espdl".formatted(chip));

        ModelDescriptor model =
                new EspdlEmbedderImporter(new ModelExporter(models)).importFrom(file, EmbedderSettings.ARCFACE);

        try (FaceEmbedder embedder = new FaceEmbedder(new ModelStore(models).open(model, InferenceSettings.DEFAULT))) {
            GoldenEmbeddings.assertSame(embedder, cosine);
        }
    }

    @Test
    void theModelSaysWhatItWasMadeOf() throws Exception {
        Path file = SharedData.path("models/face-mbf/human_face_feat_mbf_s8_v1.p4.espdl");

        ModelDescriptor model =
                new EspdlEmbedderImporter(new ModelExporter(models)).importFrom(file, EmbedderSettings.ARCFACE);

        assertThat(model.id().value()).startsWith("human-face-feat-mbf-s8-v1.p4-");
        assertThat(model.provenance().source())
                .containsEntry(
                        "human_face_feat_mbf_s8_v1.p4.espdl",
                        "0cd2629f7111b821f419531d0d3ff33d81018391fa57039acd1022a4531cfd48");
        assertThat(model.provenance().by()).isEqualTo("facegate models import espdl");
    }
}
