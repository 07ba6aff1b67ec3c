package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateDetectorCommandTest {
    private static DrawnFaces faces;
    private static Path folder;
    private static String detector;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
        detector = new ModelStore(faces.models())
                .bundled(ModelContract.Detector.class)
                .get(0)
                .id()
                .value();
    }

    private static CommandLineRun evaluate(Path pictures, String more) {
        return faces.run("evaluate detector %s %s".formatted(pictures, more).strip());
    }

    @Test
    void againstItselfADetectorFindsEverythingExactly() {
        CommandLineRun run = evaluate(faces.images().resolve("person-00000"), "--against " + detector);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("rejected +0\n")
                .containsPattern("pictures +3\n")
                .containsPattern("found +3 of 3 faces \\(1\\.0000\\) at an IoU of 0\\.6\n")
                .containsPattern("false +0\n")
                .containsPattern("mean IoU +1\\.0000\n")
                .containsPattern("landmark error +0\\.0000 of the distance between the eyes\n")
                .containsPattern("median time +[0-9.]+ ms\n");
    }

    @ParameterizedTest
    @CsvSource({"mirrored, 0\\.0[0-9]*[1-9]", "doubled, 0\\.00[0-9]{2}"})
    void inAChangedPictureItFindsTheSameFacesInTheirPlaces(String change, String error) {
        CommandLineRun run = evaluate(faces.images().resolve("person-00000"), "--against-itself " + change);

        assertThat(run.status()).as(run.err()).isZero();
        // eyes that were not exchanged would be a whole distance apart, what was not halved far away
        assertThat(run.out())
                .containsPattern("found +3 of 3 faces")
                .containsPattern("landmark error +%s of the distance between the eyes\n".formatted(error));
    }

    @Test
    void theListedPeoplesPicturesAreTaken() throws IOException {
        Path list = Files.writeString(folder.resolve("two.txt"), "person-00004\nperson-00007\n");

        assertThat(evaluate(faces.images(), "--against %s --identities %s".formatted(detector, list))
                        .out())
                .containsPattern("pictures +6\n");
    }

    @Test
    void whereNobodyIsExpectedEveryFaceIsFalseAndEachIsListed() {
        CommandLineRun run = evaluate(faces.images().resolve("person-00001"), "--no-faces --list");

        assertThat(run.out())
                .containsPattern("person-00001_0001\\.jpg: false [0-9]+x[0-9]+ at [0-9]+, [0-9]+, score 0\\.[0-9]{3}\n")
                .containsPattern("found +0 of 0 faces \\(1\\.0000\\)")
                .containsPattern("false +3\n");
    }

    @Test
    void stricterThresholdsFindLess() {
        CommandLineRun run = evaluate(
                faces.images().resolve("person-00001"),
                "--against %s --thresholds 0.9999,0.9999,0.9999".formatted(detector));

        assertThat(run.out())
                .containsPattern("found +0 of 3 faces \\(0\\.0000\\)")
                .containsPattern("mean IoU +0\\.0000");
    }

    @Test
    void filesThatAreNoPicturesAreCountedAndLeftOut() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(pictures.resolve("notes.txt"), "no picture");
        Files.copy(faces.picture("person-00002", 1), pictures.resolve("face.jpg"));

        assertThat(evaluate(pictures, "--no-faces").out())
                .containsPattern("rejected +1\n")
                .containsPattern("pictures +1\n");
    }

    private static CommandLineRun golden(String json) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("golden"));
        if (!Files.exists(pictures.resolve("a.jpg"))) {
            Files.copy(faces.picture("person-00003", 1), pictures.resolve("a.jpg"));
        }
        Path file = Files.writeString(folder.resolve("golden.json"), json);
        return evaluate(pictures, "--list --golden " + file);
    }

    @Test
    void goldenFacesAreThoseOfTheFile() throws IOException {
        CommandLineRun run = golden("""
                {"a.jpg": {"width": 120, "height": 120, "noses": [[60, 70]], "faces": [
                  {"box_xyxy": [0, 0, 12, 14], "score": 0.9,
                   "landmarks_xy": [[3, 4], [8, 4], [6, 7], [4, 10], [8, 10]]}]}}
                """);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("a.jpg: missed 12x14 at 0, 0, score 0.900")
                .containsPattern("found +0 of 1 faces")
                .as("people saw a nose in the box that was found")
                .containsPattern("false +0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a.jpg\": {\"height\": 1, \"faces\": []}}                          | a.jpg has no width.",
                "{\"a.jpg\": {\"width\": 1, \"height\": 1}}                           | a.jpg has no faces.",
                "{\"a.jpg\": {\"width\": 1, \"height\": 1, \"faces\": [{}]}}          | a.jpg has no box_xyxy.",
                "{\"b.jpg\": {\"width\": 1, \"height\": 1, \"faces\": []}}            | There is no file",
                "{\"a.jpg\": {\"width\": 1, \"height\": 1, \"faces\": [{\"box_xyxy\": [1, 2], \"landmarks_xy\": []}]}}"
                        + " | A face of a.jpg has 2 corners of its box and 0 landmarks"
            })
    void whatIsMissingOfGoldenFacesIsNamed(String json, String message) throws IOException {
        CommandLineRun run = golden(json);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                 | Error: Missing required argument (specify one of these)",
                "--no-faces --against mtcnn-1     | are mutually exclusive",
                "--no-faces --thresholds 0.5      | --thresholds ([0.5]) must be three numbers",
                "--no-faces --thresholds 0.5,2,1  | (2.0) must be above 0 and below 1"
            })
    void wrongUsageIsExplained(String more, String message) {
        CommandLineRun run = evaluate(faces.images(), more == null ? "" : more);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(message, "Usage: facegate evaluate detector")
                .doesNotContain("\tat ");
    }

    @Test
    void aDetectorThatIsNotThereIsNamed() {
        assertThat(evaluate(faces.images().resolve("person-00000"), "--no-faces --detector mtcnn-0")
                        .err())
                .startsWith("There is no detector mtcnn-0");
    }
}
