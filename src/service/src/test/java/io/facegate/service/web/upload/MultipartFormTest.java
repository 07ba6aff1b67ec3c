package io.facegate.service.web.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=XX";
    private static final String FORM = "--XX\r\nContent-Disposition: form-data; name=\"ref_embedding\"\r\n\r\n[1,2]\r\n"
            + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\n\u00ff\u00d8\r\n--\r\n\u0000\r\n--XX--\r\n";

    @Test
    void readsTextAndFilesByteForByte() {
        Upload form = parse(FORM);

        assertThat(form.text("ref_embedding")).isEqualTo("[1,2]");
        assertThat(form.picture(PartName.of("file"))).isEqualTo("\u00ff\u00d8\r\n--\r\n\u0000".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "BASE64 ", "quoted-printable", "binary", "8bit"})
    void readsPartsThatAreWrittenInLetters(String encoding) {
        byte[] picture = new byte[1000];
        new SplittableRandom(7).nextBytes(picture);
        String written =
                switch (encoding.strip().toLowerCase(Locale.ROOT)) {
                    case "base64" -> Base64.getMimeEncoder().encodeToString(picture);
                    case "quoted-printable" -> {
                        StringBuilder quoted = new StringBuilder();
                        for (int i = 0; i < picture.length; i++) {
                            quoted.append("=%02X".formatted(picture[i])).append(i % 20 == 19 ? "=\r\n" : "");
                        }
                        yield quoted.toString();
                    }
                    default -> new String(picture, ISO_8859_1);
                };

        Upload form = parse(
                "--XX\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nContent-Transfer-Encoding: base64\r\n"
                        + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                        + "content-transfer-encoding:" + encoding + "\r\nContent-Type: image/jpeg\r\n\r\n" + written
                        + "\r\n--XX\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\nMQ==\r\n--XX--\r\n");

        assertThat(form.picture(PartName.of("file"))).isEqualTo(picture);
        assertThat(form.text("text")).isEqualTo("Content-Transfer-Encoding: base64");
        assertThat(form.text("last")).isEqualTo("MQ==");
    }

    @ParameterizedTest
    @CsvSource({"x-uuencode, is not known", "quoted-printable, and it isn't", "base64, and it isn't"})
    void namesATransferEncodingThatItCantRead(String encoding, String why) {
        assertThatThrownBy(() -> parse("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                        + "Content-Transfer-Encoding: " + encoding + "\r\n\r\nA=ZZ=\r\n--XX--\r\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Content-Transfer-Encoding")
                .hasMessageContaining(why);
    }

    @Test
    void readsTextAsUtf8AndFromFilesToo() {
        Upload form = MultipartForm.parse(
                "--XX\r\nContent-Disposition: form-data; name=a; filename=a.json\r\n\r\nÄ\r\n--XX--".getBytes(UTF_8),
                TYPE,
                16);

        assertThat(form.text("a")).isEqualTo("Ä");
    }

    @Test
    void readsAnEmptyFileAsNoBytes() {
        Upload form =
                parse("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--XX--\r\n");

        assertThat(form.picture(PartName.of("file"))).isEmpty();
    }

    @Test
    void readsLargeFilesByteForByte() {
        byte[] picture = new byte[10 << 20];
        new SplittableRandom(7).nextBytes(picture);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n".getBytes(UTF_8));
        body.writeBytes(picture);
        body.writeBytes("\r\n--XX--\r\n".getBytes(UTF_8));

        assertThat(MultipartForm.parse(body.toByteArray(), TYPE, 16).picture(PartName.of("file")))
                .isEqualTo(picture);
    }

    @Test
    void namesThePartThatIsMissing() {
        assertThatThrownBy(() -> parse(FORM).picture(PartName.of("probe")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.type()).isEqualTo(ProblemType.PART_MISSING);
                    assertThat(e.part()).isEqualTo("probe");
                })
                .hasMessageContaining("'probe'");
    }

    @Test
    void doesNotChooseBetweenPartsOfOneName() {
        String part = "--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n";

        assertThatThrownBy(() -> parse(part + part + "--XX--\r\n").picture(PartName.of("file")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.PART_REPEATED));
    }

    @Test
    void refusesMorePartsThanAllowed() {
        String part = "--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n";

        assertThatThrownBy(() -> parse(part.repeat(17) + "--XX--\r\n"))
                .hasMessageContaining("at most 16 parts (facegate.uploads.maximum-parts)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--XX",
                "--XX\r\n",
                "--XX\r\nContent-Disposition: form-data; name=\"file\"",
                "--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nends within",
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nends within\r\n--X",
                "--XX\r\nContent-Disposition: form-data; name=\"\"\r\n\r\na\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition: form-data\r\n\r\na\r\n--XX--\r\n",
                "--XX\r\nContent-Type: text/plain; charset=none\r\n\r\na\r\n--XX--\r\n",
                "--YY\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--YY--\r\n"
            })
    void refusesWhatIsNoCompleteForm(String body) {
        assertThat(catchThrowable(() -> parse(body).picture(PartName.of("file"))))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary="})
    void refusesAFormWithoutBoundary(String contentType) {
        assertThat(catchThrowable(() -> MultipartForm.parse(FORM.getBytes(ISO_8859_1), contentType, 16)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.REQUEST_MALFORMED));
    }

    @Test
    void anyDamageIsAFormOrAProblem() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = FORM.getBytes(ISO_8859_1);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            byte[] damaged = Arrays.copyOf(body, random.nextInt(body.length / 2, body.length + 1));
            Throwable thrown = catchThrowable(() -> MultipartForm.parse(damaged, TYPE, 16));
            if (thrown != null) {
                assertThat(thrown)
                        .as(() -> "of " + new String(damaged, ISO_8859_1))
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    private static Upload parse(String form) {
        return MultipartForm.parse(form.getBytes(ISO_8859_1), TYPE, 16);
    }
}
