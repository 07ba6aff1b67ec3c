package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {
    private final Path models;

    GetCommandTest(@TempDir Path models) {
        this.models = models;
    }

    @Test
    void withoutANameItListsWhatThereIs() {
        CommandLineRun run = CommandLineRun.of("models", "get");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("NAME", "mtcnn", "face-mbf", "MIT (espressif/esp-dl)");
    }

    @Test
    void whoCanNotAnswerMustAcceptTheLicenceBeforehand() {
        CommandLineRun run = CommandLineRun.of("models", "get", "face-mbf", "--models", models.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Espressif Systems", "WITHOUT WARRANTY OF ANY KIND");
        assertThat(run.err()).contains("its licence was not accepted", "--accept-licence");
        assertThat(models).isEmptyDirectory();
    }

    @Test
    void theFileMayBeHereAlready() {
        Path file = SharedData.path("models/face-mbf/human_face_feat_mbf_s8_v1.p4.espdl");

        CommandLineRun run = CommandLineRun.of(
                "models",
                "get",
                "face-mbf",
                "--accept-licence",
                "--from",
                file.toString(),
                "--models",
                models.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().strip()).startsWith("face-mbf-");
        assertThat(models.resolve(run.out().strip()).resolve("model.json")).exists();
        assertThat(Path.of("../presets/make-default-bundle.yaml"))
                .content()
                .contains("--teacher %s ".formatted(run.out().strip()));
    }

    @Test
    void whatIsThereNeedsNeitherNetworkNorLicenceUnlessItIsDamaged() throws IOException {
        String file = SharedData.path("models/face-mbf/human_face_feat_mbf_s8_v1.p4.espdl")
                .toString();
        String from = "models get face-mbf --accept-licence --from %s --models %s";
        String there = CommandLineRun.of(from.formatted(file, models)).out().strip();
        Path weights = models.resolve(there).resolve("saved_model.pb");
        FileTime written = Files.getLastModifiedTime(weights);

        CommandLineRun again = CommandLineRun.of("models", "get", "face-mbf", "--models", models.toString());

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out().strip()).isEqualTo(there);
        assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);

        Files.writeString(weights, "damaged");
        CommandLineRun damaged = CommandLineRun.of("models", "get", "face-mbf", "--models", models.toString());
        assertThat(damaged.err()).contains("its licence was not accepted");
        CommandLineRun mended = CommandLineRun.of(from.formatted(file, models));
        assertThat(mended.status()).as(mended.err()).isZero();
        assertThat(Files.size(weights)).isGreaterThan(1_000_000);
    }

    @Test
    void anUnknownNameIsToldWithThoseThatThereAre() {
        CommandLineRun run = CommandLineRun.of("models", "get", "arcface", "--models", models.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("There is no model 'arcface' in the catalogue; there are mtcnn, face-mbf.");
    }
}
