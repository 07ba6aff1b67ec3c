package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture is taken however it is declared and written, or the answer says what stands in the way. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class PictureBodiesIT {
    private static final String ALL = "multipart/form-data, image/*, application/octet-stream";

    @TestHTTPResource
    URI base;

    @Inject
    ServiceClient service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpg",
                "image/pjpeg",
                "image/x-ms-bmp",
                "image/png",
                "image/*",
                "image/svg+xml",
                "IMAGE/JPEG; charset=binary",
                "application/octet-stream"
            })
    void theContentDecidesWhatAPictureIs(String type) {
        for (String path : new String[] {"/v1/detect", "/embedding", "/v1/embeddings"}) {
            service.post(path, type, picture(PERSON)).assertOk();
        }
    }

    @Test
    void anEnrolmentTakesThemToo() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gordon", "Gordon");

        assertThat(service.post(gallery.identity("gordon") + "/templates?face=largest", "image/jpg", picture(PERSON))
                        .assertOk()
                        .json()
                        .at("/results/0/outcome")
                        .asText())
                .isEqualTo("enrolled");
    }

    @Test
    void aPictureNeedsNoTypeAtAll() {
        service.send(service.request("/v1/detect").POST(BodyPublishers.ofByteArray(picture(PERSON))))
                .assertOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/detect | " + ALL,
                "/embedding | " + ALL,
                "/v1/embeddings | " + ALL,
                "/v1/galleries/none/identify | " + ALL,
                "/v1/galleries/none/identities/a/verify | " + ALL,
                "/v1/galleries/none/identities/a/templates | " + ALL + ", application/json",
                "/v1/compare | multipart/form-data",
                "/compare | multipart/form-data",
                "/v1/galleries | application/json",
                "/v1/galleries/none/identities | application/json",
                "/v1/galleries/none/import | application/x-ndjson"
            })
    void whatIsNotAcceptedIsToldWhatIs(String path, String accepted) {
        Reply reply = service.post(path, "text/plain", picture(PERSON));

        assertThat(reply.assertProblem(415, "media_type_unsupported").header("Accept"))
                .isEqualTo(accepted);
        assertThat(reply.json().get("detail").asText()).contains(accepted);
    }

    @Test
    void contentThatIsNotAcceptedIsToldWhatIs() {
        assertThat(service.post("/v1/detect", "image/jpeg", "GIF89a".getBytes(ISO_8859_1))
                        .assertProblem(415, "image_type_unsupported")
                        .header("Accept"))
                .isEqualTo("image/jpeg, image/png, image/webp, image/bmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/detect", "/v1/galleries", "/v1/galleries/none/import"})
    void aCompressedBodyIsRefusedByItsName(String path) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(picture(PERSON));
        }

        Reply reply = service.send(service.request(path)
                .header("Content-Type", "image/jpeg")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(reply.assertProblem(415, "content_encoding_unsupported").header("Accept-Encoding"))
                .isEqualTo("identity");
        assertThat(reply.json().get("detail").asText()).contains("Content-Encoding");
    }

    @Test
    void aPartInBase64IsDecoded() {
        String form = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(picture(PERSON)) + "\r\n--XX--\r\n";

        service.post("/v1/detect", "multipart/form-data; boundary=XX", form.getBytes(ISO_8859_1))
                .assertOk();
    }
}
