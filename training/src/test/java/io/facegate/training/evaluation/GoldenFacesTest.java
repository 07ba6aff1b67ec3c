package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.landmark.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFacesTest {

    @Test
    void everyPictureHasItsFacesAndItsNoses(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("golden.json"), """
                {"one.jpg": {"width": 640, "height": 480, "faces": [
                   {"box_xyxy": [10, 20, 110.5, 140], "score": 0.875,
                    "landmarks_xy": [[30, 60], [80, 61], [55, 85], [35, 110], [75, 111]]}]},
                 "none.jpg": {"width": 10, "height": 20, "faces": [], "noses": [[3, 4.5]]}}
                """);

        List<GoldenFaces> golden = GoldenFaces.read(file);

        assertThat(golden)
                .extracting(GoldenFaces::picture)
                .containsExactly(folder.resolve("one.jpg"), folder.resolve("none.jpg"));
        assertThat(golden.get(0).noses()).isEmpty();
        DetectedFace face = golden.get(0).faces().get(0);
        assertThat(face.box()).isEqualTo(new FaceBox(10, 20, 110.5f, 140));
        assertThat(face.score()).isEqualTo(0.875f);
        assertThat(face.landmarks().leftEye()).isEqualTo(new Point(30, 60));
        assertThat(face.landmarks().points()).hasSize(5).last().isEqualTo(new Point(75, 111));
        assertThat(golden.get(1).faces()).isEmpty();
        assertThat(golden.get(1).noses()).containsExactly(new Point(3, 4.5f));
        assertThat(golden.get(1).height()).isEqualTo(20);
    }

    @Test
    void theSharedPicturesAreAllThere() throws IOException {
        List<GoldenFaces> golden = GoldenFaces.read(SharedData.path("faces/detection/golden.json"));

        assertThat(golden).hasSize(25).allSatisfy(picture -> {
            assertThat(picture.picture()).exists();
            assertThat(picture.faces()).allSatisfy(face -> {
                assertThat(face.box().left()).isLessThan(face.box().right());
                assertThat(face.score()).isBetween(0.6f, 1f);
            });
        });
    }
}
