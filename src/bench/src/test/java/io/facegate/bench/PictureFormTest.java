package io.facegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureFormTest {
    @Test
    void eachPartHasThePictureAfterTheOneBefore() {
        List<byte[]> pictures = List.of(ascii("first"), ascii("second"), ascii("third"));

        byte[] body = PictureForm.body(List.of("reference", "probe"), pictures, 2);

        assertThat(new String(body, StandardCharsets.US_ASCII).split("\r\n"))
                .containsExactly(
                        "--picture-form",
                        "Content-Disposition: form-data; name=\"reference\"; filename=\"reference.jpg\"",
                        "Content-Type: image/jpeg",
                        "",
                        "third",
                        "--picture-form",
                        "Content-Disposition: form-data; name=\"probe\"; filename=\"probe.jpg\"",
                        "Content-Type: image/jpeg",
                        "",
                        "first",
                        "--picture-form--");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
