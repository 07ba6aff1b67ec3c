package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The way of docs/training.md with faces of 32 pixels, from folders to a calibrated model, needing nothing but a clone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkThroughIT {
    private static final String STAGES =
            "stages=[{name: start, epochs: 1, loss: {kind: softmax}, sampler: {kind: pictures, batch: 30}}]";

    private static Path folder;
    private static Path models;
    private static Path pictures;
    private static Path training;
    private static Path validation;

    @BeforeAll
    static void drawAndPrepare(@TempDir Path temporary) throws IOException {
        folder = temporary;
        models = CommandLineRun.modelsWithTheBundle(temporary);
        pictures = temporary.resolve("pictures");
        training = temporary.resolve("prepared/train");
        validation = temporary.resolve("prepared/val");
        CommandLineRun drawn = CommandLineRun.of("draw --people 120 --pictures 3 --side 120 --to", pictures);
        assertThat(drawn.out()).startsWith("340 pictures of 120 people in " + pictures.resolve("images"));

        CommandLineRun prepared = prepare("train.txt", training);
        assertThat(prepared.status()).as(prepared.err()).isZero();
        assertThat(prepared.out())
                .containsPattern("pictures prepared now +180\n")
                .contains("people without pictures");
        assertThat(prepare("val.txt", validation).status()).isZero();
    }

    private static CommandLineRun prepare(String people, Path target) {
        return CommandLineRun.of(
                "prepare --face-size 32 --rim 4 --models",
                models,
                pictures.resolve("images"),
                "--identities",
                pictures.resolve(people),
                "--to",
                target);
    }

    @Test
    @Order(1)
    void onePictureMoreIsOneMoreToPrepare() throws IOException {
        Path images = pictures.resolve("images/person-00000");
        Files.copy(images.resolve("person-00000_0001.jpg"), images.resolve("again"));
        Files.writeString(images.resolve("notes.txt"), "drawn");

        CommandLineRun run = prepare("train.txt", training);

        assertThat(run.out())
                .containsPattern("pictures prepared now +1\n")
                .containsPattern("passed over: not a picture +1: person-00000/notes.txt\n");
    }

    @Test
    @Order(2)
    void whatCantBePreparedIsSaidInPlainWords() {
        CommandLineRun otherSize = CommandLineRun.of(
                "prepare --face-size 64 --models", models, pictures.resolve("images"), "--to", training);
        assertThat(otherSize.status()).isEqualTo(1);
        assertThat(otherSize.err())
                .contains("another preparation: its faces are of 32 pixels with a rim of 4, where 64 with 8 are wanted")
                .contains("Maybe choose another folder")
                .doesNotContain("[", "Settings");
        assertThat(CommandLineRun.of("prepare --face-size 8 --models", models, pictures, "--to", training)
                        .err())
                .startsWith("faceSize (8) must be between 32 and 512");
        assertThat(CommandLineRun.of("prepare --models", models, folder.resolve("no"), "--to", training)
                        .err())
                .contains("no is not a folder.")
                .contains("Maybe give the folder that has one folder for each person.");
        assertThat(CommandLineRun.of("teach --models", models, training, "--to", folder.resolve("taught"))
                        .err())
                .contains("takes faces of 112 pixels, the prepared ones have 32")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(2)
    void aFolderForBothIsRefused() {
        CommandLineRun run = train("refused", validation, validation, "--set", "seed=2");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("is for validation, and for training too")
                .contains("Maybe prepare other people")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(3)
    void aPresetThatFreezesRandomWeightsIsRefusedWithAdvice() {
        CommandLineRun run = CommandLineRun.of(
                "train --preset vggface2 --training",
                training,
                "--validation",
                validation,
                "--to",
                folder.resolve("x"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("Stage hybrid-triplet freezes a part (trainedParts) of a network whose weights are random")
                .contains("--set start=FOLDER");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    @Order(4)
    void aMistypedSettingIsNamedWithTheNearest() {
        CommandLineRun run = train("mistyped", training, validation, "--set", "rats.head=1e-4");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no setting rats.").contains("Maybe rates; there are: ");
    }

    @Test
    @Order(5)
    void aRunIsTrainedExportedCalibratedAndListed() throws IOException {
        CommandLineRun trained = train("first", training, validation);
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("181 pictures of 60 people to train on, 90 of 30 to validate on")
                .contains("The run is finished.");

        ModelDescriptor exported = export("first");
        assertThat(exported.licence().weights()).isEqualTo("unknown");
        assertThat(exported.calibration()).isNull();

        CommandLineRun calibrated = calibrate(exported);
        assertThat(calibrated.status()).as(calibrated.err()).isZero();
        assertThat(calibrated.out())
                .contains("1e-02")
                .containsPattern(
                        "1e-04 not calibrated at this rate: 0 supporting pairs, at least 10 are needed; some 448");
        Calibration calibration =
                Objects.requireNonNull(described(exported.id()).calibration());
        assertThat(calibration.operatingPoints()).hasSize(1);
        assertThat(calibration.notCalibratedAt()).hasSize(2);
        assertThat(CommandLineRun.of("models list --models", models).out())
                .containsPattern(exported.id() + " +embedder +512 +32x32 +1e-02 ");
    }

    private static CommandLineRun calibrate(ModelDescriptor model) {
        return CommandLineRun.of(
                "models calibrate --images",
                pictures.resolve("images"),
                "--identities",
                pictures.resolve("val.txt"),
                "--embedder",
                model.id(),
                "--models",
                models);
    }

    @Test
    @Order(6)
    void theLicenceOfWhatARunBeganWithIsCarriedOn() throws IOException {
        ModelDescriptor bundled = bundledEmbedder();
        CommandLineRun trained = train(
                "from-bundle",
                training,
                validation,
                "--set",
                "start=" + models.resolve("default").resolve(bundled.id().value()),
                "--set",
                "trainedParts=head");
        assertThat(trained.status()).as(trained.err()).isZero();

        ModelDescriptor exported = export("from-bundle");
        assertThat(exported.licence().weights())
                .isEqualTo("begun with %s: %s"
                        .formatted(bundled.id(), bundled.licence().weights()));
        assertThat(exported.licence().data()).endsWith(bundled.licence().data());
        ModelDescriptor own = export("from-bundle", "--weights-licence", "CC-BY-4.0");
        assertThat(own.licence().weights())
                .startsWith("CC-BY-4.0; begun with " + bundled.id() + ": ")
                .contains("MIT");
    }

    @Test
    @Order(7)
    void whatIsMeasuredAsksForEnoughPeopleBeforeAnythingIsEmbedded() throws IOException {
        Path few = Files.writeString(folder.resolve("few.txt"), "person-00001\nperson-00002\n");
        // there is no model in it, so whatever opened one would say that
        String rest = " --models %s --images %s --identities %s"
                .formatted(folder.resolve("none"), pictures.resolve("images"), few);

        assertThat(CommandLineRun.of("evaluate people" + rest).err())
                .startsWith(
                        "A cross-validation in ten folds needs at least 20 people with two or more pictures; there are 2");
        assertThat(CommandLineRun.of("evaluate identification" + rest).err())
                .startsWith("An identification needs people with one picture, who are the strangers; all 2 people");
        assertThat(CommandLineRun.of("tsne" + rest).err())
                .startsWith("A map needs more than 20 pictures; there are 6.");
        Files.writeString(few, "person-00001\n");
        assertThat(CommandLineRun.of("models calibrate" + rest).err())
                .startsWith("A calibration needs at least 2 people; there are 1.");
        assertThat(CommandLineRun.of(
                                "evaluate pairs --models",
                                folder.resolve("none"),
                                "--images",
                                folder,
                                pictures.resolve("pairs-test.txt"))
                        .err())
                .contains("are not there, such as " + folder)
                .contains("Maybe --images is the folder of another data set");
    }

    @Test
    @Order(8)
    void theTestsPeopleAreEvaluated() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "evaluate identification --images",
                pictures.resolve("images"),
                "--identities",
                pictures.resolve("test.txt"),
                "--embedder",
                bundledEmbedder().id(),
                "--models",
                models);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("gallery")
                .contains("20 people, one picture each")
                .contains("FMR 1e-04 a search");
    }

    private static CommandLineRun train(String name, Path on, Path against, String... more) {
        Stream<Object> arguments = Stream.concat(
                Stream.of(
                        on, "--validation", against, "--to", folder.resolve(name), "--models", models, "--set", STAGES),
                Stream.of(more));
        return CommandLineRun.of("train --set precision=float32 --training", arguments.toArray());
    }

    private static ModelDescriptor export(String run, String... more) throws IOException {
        Stream<Object> arguments =
                Stream.concat(Stream.of(folder.resolve(run), "--models", models), Stream.of((Object[]) more));
        CommandLineRun exported = CommandLineRun.of("models export", arguments.toArray());
        assertThat(exported.status()).as(exported.err()).isZero();
        return described(new ModelId(exported.out().strip()));
    }

    private static ModelDescriptor described(ModelId id) throws IOException {
        return Objects.requireNonNull(ModelStore.describe(models.resolve(id.value())));
    }

    private static ModelDescriptor bundledEmbedder() {
        List<ModelDescriptor> bundled = new ModelStore(models).bundled(ModelContract.Embedder.class);
        assertThat(bundled).hasSize(1);
        return bundled.get(0);
    }
}
