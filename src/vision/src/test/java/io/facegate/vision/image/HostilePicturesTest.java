package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class HostilePicturesTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void eachIsDecodedOrRefusedAsExpected() throws IOException {
        Path folder = SharedPictures.folder("hostile");
        JsonNode expected =
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        assertThat(expected.size()).isGreaterThan(20);
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            byte[] picture = Files.readAllBytes(folder.resolve(entry.getKey()));
            // 422 stands for a good picture in which a detector finds no face
            String outcome = entry.getValue().get("status").asText().equals("4xx") ? "refused" : "decoded";
            softly.assertThat(outcomeOf(picture))
                    .as("%s: %s", entry.getKey(), entry.getValue().get("why").asText())
                    .isEqualTo(outcome);
        }
        softly.assertAll();
    }

    private String outcomeOf(byte[] picture) {
        try (RgbImage image = decoder.decode(picture)) {
            return Math.min(image.width(), image.height()) >= 200 && Math.max(image.width(), image.height()) <= 1000
                    ? "decoded"
                    : "decoded to %d x %d".formatted(image.width(), image.height());
        } catch (PictureRejectedException e) {
            return e.rejection().code().startsWith("image_")
                    ? "refused"
                    : e.rejection().code();
        }
    }
}
