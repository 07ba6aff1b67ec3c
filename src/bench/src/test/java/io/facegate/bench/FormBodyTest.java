package io.facegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormBodyTest {
    @Test
    void eachPartHasItsNameAndTypeAndTheFormAnEnd() {
        FormBody form = new FormBody();
        form.text("ref_embedding", "[1, 0]");
        form.picture("probe", "a picture".getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(form.bytes(), StandardCharsets.UTF_8).split("\r\n"))
                .containsExactly(
                        "--part-of-form",
                        "Content-Disposition: form-data; name=\"ref_embedding\"",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        "[1, 0]",
                        "--part-of-form",
                        "Content-Disposition: form-data; name=\"probe\"; filename=\"probe.jpg\"",
                        "Content-Type: image/jpeg",
                        "",
                        "a picture",
                        "--part-of-form--");
    }
}
