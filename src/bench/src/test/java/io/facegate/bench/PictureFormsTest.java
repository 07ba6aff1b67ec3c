package io.facegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PictureFormsTest {
    private static final PictureForms FORMS =
            new PictureForms(List.of("reference", "probe"), Map.of("ref_embedding", "[1, 0]"));

    @Test
    void eachPartHasThePictureAfterTheOneBefore() {
        assertThat(FORMS.of(List.of(ascii("first"), ascii("second"), ascii("third"))))
                .extracting(PictureFormsTest::parts)
                .containsExactly(
                        List.of("ref_embedding: [1, 0]", "reference: first", "probe: second"),
                        List.of("ref_embedding: [1, 0]", "reference: second", "probe: third"),
                        List.of("ref_embedding: [1, 0]", "reference: third", "probe: first"));
    }

    @Test
    void aPictureAloneIsInEachPart() {
        assertThat(FORMS.of(List.of(ascii("only"))))
                .extracting(PictureFormsTest::parts)
                .containsExactly(List.of("ref_embedding: [1, 0]", "reference: only", "probe: only"));
    }

    /** Each part's name and what it has. */
    private static List<String> parts(byte[] form) {
        return Pattern.compile(" name=\"(\\w+)\"(?s:.*?)\\r\\n\\r\\n(.*)\\r\\n")
                .matcher(new String(form, StandardCharsets.US_ASCII))
                .results()
                .map(part -> part.group(1) + ": " + part.group(2))
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
