package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.dataset.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real faces and the real teacher. */
class LandmarkLessonsIT {
    private static final DetectorSettings.LandmarkSettings SETTINGS =
            new DetectorSettings.LandmarkSettings(1, 0.001, 24, 6, 8);

    private static LandmarkLessons lessons(long seed) throws IOException {
        List<Path> pictures = new PictureSource(
                        SharedData.path("faces/lfw/images"), SharedData.path("faces/lfw/val.txt"))
                .list().pictures().stream()
                        .limit(40)
                        .map(PictureSource.LabelledPicture::file)
                        .toList();
        LandmarkTeacher teacher = new LandmarkTeacher(
                TeacherNetworks.read(SharedData.path("models/mtcnn")).networks(), 1);
        return new LandmarkLessons(pictures, teacher, SETTINGS, seed);
    }

    @Test
    void eyesAreAboveTheMouthAndTheNoseBetweenThem() throws IOException {
        try (LandmarkLessons lessons = lessons(1)) {
            float[] landmarks = lessons.draw(3).landmarks();

            for (int crop = 0; crop < 24; crop++) {
                float[] one = java.util.Arrays.copyOfRange(landmarks, 10 * crop, 10 * crop + 10);
                assertThat(one[0]).as("left eye and right").isLessThan(one[1]);
                assertThat(one[3]).as("corners of the mouth").isLessThan(one[4]);
                assertThat((one[5] + one[6]) / 2).isBetween(0.15f, 0.6f);
                assertThat(one[7]).as("nose").isGreaterThan((one[5] + one[6]) / 2);
                assertThat((one[8] + one[9]) / 2).isGreaterThan(one[7]);
            }
        }
    }

    @Test
    void aLessonDependsOnItsNumberAndTheSeed() throws IOException {
        try (LandmarkLessons one = lessons(1);
                LandmarkLessons same = lessons(1);
                LandmarkLessons other = lessons(2)) {
            byte[] fifth = one.draw(5).pixels();

            assertThat(one.draw(6).pixels()).isNotEqualTo(fifth);
            assertThat(same.draw(5).pixels()).isEqualTo(fifth);
            assertThat(one.draw(5).pixels()).as("back again").isEqualTo(fifth);
            assertThat(other.draw(5).pixels()).isNotEqualTo(fifth);
        }
    }
}
