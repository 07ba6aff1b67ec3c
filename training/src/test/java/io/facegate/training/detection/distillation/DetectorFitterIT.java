package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.fit.StopSignal;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pictures, the real teacher, and few steps. */
class DetectorFitterIT {
    private static final String SETTINGS = """
            threads: 1
            checkpointSteps: 5
            validationSteps: 20
            validationScenes: 6
            warmUpSteps: 5
            proposal: {steps: 60, scene: {side: 128}}
            refinement: {steps: 12, crops: 24, scene: {side: 160}}
            output: {steps: 12, crops: 12, scene: {side: 160}}
            landmarks: {steps: 12, crops: 16, faces: 8, cropsOfAFace: 8}
            """;

    /** What a power failure would be: nothing is saved any more. */
    private static final class Killed extends RuntimeException {}

    /** Keeps every loss, and kills the run at a step. */
    private static final class Recorder implements DetectorListener {
        final Map<String, Double> losses = new LinkedHashMap<>();
        final List<Validation> validations = new ArrayList<>();
        private final String last;

        Recorder(String last) {
            this.last = last;
        }

        @Override
        public void stepDone(Step step) {
            String key = "%s %03d".formatted(step.stage(), step.step());
            losses.put(key, step.loss());
            if (key.equals(last)) {
                throw new Killed();
            }
        }

        @Override
        public void validated(Validation validation) {
            validations.add(validation);
        }
    }

    @TempDir
    private Path folder;

    private final List<Path> training = pictures("train.txt");
    private final List<Path> validation = pictures("val.txt");

    private static List<Path> pictures(String people) {
        try {
            return new PictureSource(SharedData.path("faces/lfw/images"), SharedData.path("faces/lfw/" + people))
                    .list().pictures().stream()
                            .limit(200)
                            .map(PictureSource.LabelledPicture::file)
                            .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private DetectorSettings settings() throws IOException {
        return DetectorSettings.read(Files.writeString(folder.resolve("settings.yaml"), SETTINGS));
    }

    private Recorder run(String name, String last) throws IOException {
        Recorder recorder = new Recorder(last);
        DetectorFitter fitter = new DetectorFitter(
                settings(),
                TeacherNetworks.read(SharedData.path("models/mtcnn")).networks(),
                training,
                validation,
                folder.resolve(name),
                recorder);
        try (StopSignal stop = new StopSignal()) {
            if (last.isEmpty()) {
                assertThat(fitter.run(stop)).isEqualTo(DetectorFitter.Outcome.FINISHED);
            } else {
                assertThatThrownBy(() -> fitter.run(stop)).isInstanceOf(Killed.class);
            }
        }
        return recorder;
    }

    @Test
    void learnsAndGoesOnAfterBeingKilledAsIfNothingHadBeen() throws IOException {
        Recorder whole = run("whole", "");

        List<DetectorListener.Validation> ofProposal = whole.validations.stream()
                .filter(each -> each.stage() == Stage.PROPOSAL)
                .toList();
        assertThat(ofProposal).hasSize(3);
        assertThat(ofProposal.get(2).loss()).isLessThan(0.9 * ofProposal.get(0).loss());

        Recorder first = run("killed", "PROPOSAL 037");
        Recorder second = run("killed", "REFINEMENT 008");
        Recorder third = run("killed", "LANDMARKS 007");
        Recorder fourth = run("killed", "");

        assertThat(second.losses.keySet()).as("from the last checkpoint on").startsWith("PROPOSAL 035");
        assertThat(third.losses.keySet()).startsWith("REFINEMENT 005");
        assertThat(fourth.losses.keySet()).startsWith("LANDMARKS 005");
        Map<String, Double> together = new LinkedHashMap<>(first.losses);
        together.putAll(second.losses);
        together.putAll(third.losses);
        together.putAll(fourth.losses);
        assertThat(together).isEqualTo(whole.losses);
    }

    @Test
    void makesADetectorOfARun() throws IOException {
        run("run", "");
        DetectorSettings settings = settings();
        TeacherNetworks teacher = TeacherNetworks.read(SharedData.path("models/mtcnn"));
        DetectorRun record = new DetectorRun(
                Instant.EPOCH,
                "revision",
                "hardware",
                DetectorRun.Data.of(training),
                DetectorRun.Data.of(validation),
                teacher.files(),
                null,
                settings);
        record.write(folder.resolve("run"));
        DetectorRun known = DetectorRun.read(folder.resolve("run")).orElseThrow();
        assertThat(known.continuedBy(record)).isTrue();

        Path models = folder.resolve("models");
        ModelDescriptor model = new DetectorExport(
                        new ModelExporter(models), 0, teacher.ancestor(), new Licence("own", "drawn"))
                .export(folder.resolve("run"), known, "mtcnn-distilled");

        assertThat(model.provenance().source())
                .containsKeys(
                        "checkpoint proposal",
                        "checkpoint refinement",
                        "checkpoint output",
                        "checkpoint landmarks",
                        "teacher det1.npy");
        assertThat(model.provenance().settings()).containsEntry("teacher", "davidsandberg/facenet");
        assertThat(model.licence()).isEqualTo(new Licence("own", "drawn"));
        try (MtcnnDetector detector = new MtcnnDetector(
                        new ModelStore(models).open(model, InferenceSettings.DEFAULT), DetectionSettings.DEFAULT);
                RgbImage picture =
                        new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(validation.get(0)))) {
            List<DetectedFace> faces = detector.detect(picture);
            assertThat(faces).allSatisfy(face -> assertThat(face.score()).isBetween(0f, 1f));
        }
    }
}
