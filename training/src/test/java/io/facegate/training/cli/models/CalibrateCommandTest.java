package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.PopulationRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static Path folder;
    private static DrawnFaces faces;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    @BeforeEach
    void importTheModelAnew() throws IOException {
        Files.delete(description()); // importing a model that is there keeps its calibration
        DrawnFaces.meanColour(folder, faces.models(), 112);
        assertThat(model().calibration()).isNull();
    }

    private CommandLineRun calibrate(Path images, Object... more) {
        return faces.run("models calibrate --images " + images, more);
    }

    private Path description() {
        return faces.models().resolve(faces.embedder()).resolve("model.json");
    }

    private ModelDescriptor model() throws IOException {
        return Objects.requireNonNull(ModelStore.describe(faces.models().resolve(faces.embedder())));
    }

    @Test
    void thresholdsAreWrittenIntoTheModelWithHowManyPairsSupportThem() throws IOException {
        CommandLineRun run = calibrate(faces.images());

        assertThat(run.status()).as(run.err()).isZero();
        Calibration calibration = Objects.requireNonNull(model().calibration());
        assertThat(calibration.data()).isEqualTo("92 pictures of 32 people");
        assertThat(calibration.genuinePairs()).isEqualTo(90);
        assertThat(calibration.impostorPairs()).isEqualTo(4096);
        // 1% of 4,096 pairs are 40, of which one bin of similarities may keep some back; 0.1% are 4, too few to state
        // it
        Calibration.OperatingPoint point = calibration.at(1e-2);
        assertThat(point.supportingPairs()).isBetween(35L, 40L);
        assertThat(calibration.notCalibratedAt())
                .extracting(Calibration.Unsupported::falseMatchRate)
                .containsExactly(1e-3, 1e-4);
        assertThat(run.out())
                .startsWith(
                        faces.embedder()
                                + " calibrated on 92 pictures of 32 people: 4096 impostor and 90 genuine pairs; 0 pictures rejected")
                .containsPattern("1e-02 +%.4f +%.4f +%d\n"
                        .formatted(point.threshold(), point.falseNonMatchRate(), point.supportingPairs()))
                .containsPattern(
                        "1e-03 not calibrated at this rate: [0-4] supporting pairs, at least 10 are needed; some 142 ")
                .containsPattern(
                        "1e-04 not calibrated at this rate: 0 supporting pairs, at least 10 are needed; some 448 ");
        assertThat(faces.run("models list").out()).containsPattern(faces.embedder() + " +embedder +3 +112x112 +1e-02 ");
        assertThat(faces.run("models verify " + faces.embedder()).status())
                .as("calibrating leaves the model whole")
                .isZero();
    }

    @Test
    void calibratingAgainReplacesWhatWasThere() throws IOException {
        calibrate(faces.images());
        Path list = Files.writeString(folder.resolve("list.txt"), "person-00000\nperson-00001\nperson-00002\n");

        assertThat(calibrate(faces.images(), "--identities", list).status()).isZero();

        Calibration calibration = Objects.requireNonNull(model().calibration());
        assertThat(calibration.data()).isEqualTo("9 pictures of 3 people");
        assertThat(calibration.operatingPoints())
                .as("27 impostor pairs are too few")
                .isEmpty();
        assertThat(faces.run("models list").out()).containsPattern(faces.embedder() + " +embedder +3 +112x112 +no ");
    }

    @Test
    void theTeacherMayLieInAnotherFolder() throws IOException {
        Path plan = Files.writeString(folder.resolve("strangers.yaml"), """
                centres: 6
                neighbours: 2
                populations:
                  - name: drawn people
                    people: %1$s
                  - name: drawn strangers
                    strangers: %1$s
                """.formatted(faces.images()));
        Path others = Files.createDirectories(folder.resolve("others"));
        String teacher = DrawnFaces.meanColour(folder, others, 56);

        CommandLineRun nowhere = faces.run("models calibrate --populations %s --teacher %s".formatted(plan, teacher));
        CommandLineRun run = faces.run(
                "models calibrate --populations %s --teacher %s --teachers %s".formatted(plan, teacher, others));

        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains(teacher).doesNotContain("\tat ");
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void severalPopulationsAreNormalisedByTheirCentresAndTheWorstDecides() throws IOException {
        Path plan = Files.writeString(folder.resolve("populations.yaml"), """
                centres: 6
                neighbours: 2
                populations:
                  - name: drawn people
                    people: %1$s
                  - name: drawn strangers
                    strangers: %1$s
                """.formatted(faces.images()));

        CommandLineRun run = faces.run("models calibrate --populations " + plan + " --teacher " + faces.embedder());

        assertThat(run.status()).as(run.err()).isZero();
        Calibration calibration = Objects.requireNonNull(model().calibration());
        assertThat(calibration.policy()).isEqualTo("worst");
        assertThat(calibration.populations())
                .extracting(PopulationRates::name)
                .containsExactly("drawn people", "drawn strangers");
        Normalisation normalisation = Objects.requireNonNull(calibration.normalisation());
        assertThat(normalisation.neighbours()).isEqualTo(2);
        assertThat(normalisation.fewestPictures()).isGreaterThanOrEqualTo(Normalisation.LEAST_PICTURES);
        assertThat(run.out()).contains("drawn strangers").contains("for comparison, thresholds on the cosine");
        CommandLineRun verified = faces.run("models verify " + faces.embedder());
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("%d centres of ".formatted(normalisation.centres()));

        assertThat(calibrate(faces.images()).status()).isZero();
        assertThat(Objects.requireNonNull(model().calibration()).normalisation())
                .as("one population leaves the centres")
                .isEqualTo(normalisation);

        CommandLineRun added = faces.run("models calibrate --add-centres " + faces.images());
        assertThat(added.status()).as(added.err()).isZero();
        Normalisation more = Objects.requireNonNull(
                Objects.requireNonNull(model().calibration()).normalisation());
        assertThat(more.centres()).isGreaterThan(normalisation.centres());
        assertThat(more.madeOf()).contains(new Normalisation.Source("added", DrawnFaces.PICTURES));
        assertThat(faces.run("models verify " + faces.embedder()).status()).isZero();
    }

    @Test
    void centresAreOnlyAddedToOthers() {
        CommandLineRun run = faces.run("models calibrate --add-centres " + faces.images());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("has no calibration that centres could be added to");
        assertThat(faces.run("models calibrate").status()).isEqualTo(2);
    }

    @Test
    void aListOfPopulationsThatIsNoneIsSaidToBeNone() throws IOException {
        Path plan = Files.writeString(folder.resolve("wrong.yaml"), "populations: [{name: x, peeple: y}]");

        CommandLineRun run = faces.run("models calibrate --populations " + plan);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("is no list of populations")
                .contains("Population x must have a folder of people");
    }

    @Test
    void peopleOfWhomNothingCanBeLearntLeaveTheModelAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(description());

        CommandLineRun faceless = calibrate(DrawnFaces.faceless(folder.resolve("faceless"), 2, 2));
        assertThat(faceless.status()).isEqualTo(1);
        assertThat(faceless.err())
                .contains("A calibration needs pairs of different people (0) and of the same person (0).")
                .contains("Maybe give a folder with more identities");
        CommandLineRun single = calibrate(DrawnFaces.faceless(folder.resolve("single"), 3, 1));
        assertThat(single.status()).isEqualTo(1);
        assertThat(single.err())
                .startsWith("A calibration needs at least 1 people with two or more pictures; there are 0");

        assertThat(Files.readAllBytes(description())).isEqualTo(before);
        assertThat(faceless.out() + single.out()).isEmpty();
    }

    @Test
    void anotherFolderOfModelsHasNothingToCalibrate() {
        CommandLineRun run =
                CommandLineRun.of("models calibrate --models", folder.resolve("empty"), "--images", faces.images());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("There is no detector in the models folder " + folder.resolve("empty"))
                .contains("Maybe import one: ./facegate models import --help");
        assertThat(folder.resolve("empty")).doesNotExist();
    }
}
