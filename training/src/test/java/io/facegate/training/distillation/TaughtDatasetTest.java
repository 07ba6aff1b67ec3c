package io.facegate.training.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.PreparedFace;
import io.facegate.training.dataset.SolidColourFaces;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaughtDatasetTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);
    private static final Augmentation CHANGES = new Augmentation(0.5f, true, 10, 0.05f, 0.05f, 0.2f, 0.2f, 0.2f);

    @TempDir
    private Path folder;

    private PreparedDataset source;
    private FaceEmbedder teacher;

    @BeforeEach
    void prepare() throws IOException {
        SolidColourFaces.write(folder.resolve("pictures"), "red", 30, 200, 20, 20);
        SolidColourFaces.write(folder.resolve("pictures"), "blue", 30, 20, 20, 200);
        SolidColourFaces.prepare(folder.resolve("pictures"), folder.resolve("prepared"), GEOMETRY);
        source = PreparedDataset.open(List.of(folder.resolve("prepared")));
        teacher = MeanColourTeacher.open(folder.resolve("models"), GEOMETRY.faceSize());
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        teacher.close();
    }

    private List<PreparedFace> taught(Augmentation changes, double blended, long seed, String name) throws IOException {
        Path copy = folder.resolve(name);
        new TaughtDataset(source, teacher, changes, blended, seed).write(copy, done -> {});
        try (PreparedDataset dataset = PreparedDataset.open(List.of(copy))) {
            assertThat(dataset.geometry()).isEqualTo(new CropGeometry(32, 0));
            assertThat(dataset.teaching()).isEqualTo(new Teaching("mean-colour", 3));
            List<PreparedFace> faces = new ArrayList<>();
            for (int picture = 0; picture < dataset.pictures(); picture++) {
                faces.add(dataset.read(picture));
            }
            return faces;
        }
    }

    @Test
    void everyFaceHasWhatTheTeacherSaysOfTheVerySamePixels() throws IOException {
        for (PreparedFace face : taught(CHANGES, 0.5, 1, "copy")) {
            assertThat(face.target()).containsExactly(answer(face.crop()), within(1e-6f));
        }
    }

    @Test
    void unchangedFacesAreTheMiddleOfThePreparedOnes() throws IOException {
        List<PreparedFace> faces = taught(Augmentation.NONE, 0, 1, "copy");

        assertThat(faces).hasSize(60);
        assertThat(faces.stream().map(PreparedFace::file).distinct()).hasSize(60);
        for (PreparedFace face : faces) {
            float[] target = Objects.requireNonNull(face.target());
            assertThat(face.identity().equals("red") ? target[0] : target[2]).isGreaterThan(0.95f);
        }
    }

    @Test
    void blendsPeopleOnlyWhenAsked() throws IOException {
        assertThat(taught(Augmentation.NONE, 0, 1, "pure")).noneMatch(TaughtDatasetTest::isPurple);
        assertThat(taught(Augmentation.NONE, 1, 1, "blended")).anyMatch(TaughtDatasetTest::isPurple);
    }

    private static boolean isPurple(PreparedFace face) {
        float[] target = Objects.requireNonNull(face.target());
        return target[0] > 0.3f && target[2] > 0.3f;
    }

    @Test
    void theSameSeedGivesTheSameCopyAndAnotherSeedAnother() throws IOException {
        taught(CHANGES, 0.5, 1, "one");
        taught(CHANGES, 0.5, 1, "same");
        taught(CHANGES, 0.5, 2, "other");

        byte[] one = Files.readAllBytes(folder.resolve("one/shard-00000.tfrecord"));
        assertThat(one).isEqualTo(Files.readAllBytes(folder.resolve("same/shard-00000.tfrecord")));
        assertThat(one).isNotEqualTo(Files.readAllBytes(folder.resolve("other/shard-00000.tfrecord")));
    }

    @Test
    void refusesAFolderThatHoldsAnotherCopy() throws IOException {
        taught(CHANGES, 0, 1, "copy");

        assertThatThrownBy(() -> taught(CHANGES, 0, 2, "copy"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("Maybe choose another folder");
    }

    @Test
    void refusesATeacherForFacesOfAnotherSize() throws IOException {
        try (FaceEmbedder other = MeanColourTeacher.open(folder.resolve("other models"), 48)) {
            assertThatThrownBy(() -> new TaughtDataset(source, other, CHANGES, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("48");
        }
    }

    private float[] answer(byte[] jpeg) {
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(jpeg)) {
            byte[] pixels = new byte[image.width() * image.height() * 3];
            image.pixels().get(pixels);
            return teacher.embed(List.of(new FaceCrop(image.width(), pixels)))
                    .get(0)
                    .values();
        }
    }
}
