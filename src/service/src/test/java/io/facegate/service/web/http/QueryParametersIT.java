package io.facegate.service.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter or part is taken by its name, or refused; none is passed over. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class QueryParametersIT {
    @Inject
    ServiceClient service;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/galleries | cursor, limit",
                "POST   | /v1/galleries | no query parameters",
                "GET    | /v1/galleries/g | no query parameters",
                "PATCH  | /v1/galleries/g | no query parameters",
                "DELETE | /v1/galleries/g | no query parameters",
                "GET    | /v1/galleries/g/identities | cursor, limit",
                "DELETE | /v1/galleries/g/identities | confirm",
                "DELETE | /v1/galleries/g/identities/a | no query parameters",
                "GET    | /v1/galleries/g/identities/a/templates | cursor, limit",
                "POST   | /v1/galleries/g/identities/a/templates | duplicates",
                "DELETE | /v1/galleries/g/identities/a/templates/1 | no query parameters",
                "POST   | /v1/galleries/g/identities/a/verify | face, fmr",
                "POST   | /v1/galleries/g/identify | face, faces, fmr, k",
                "GET    | /v1/galleries/g/export | no query parameters",
                "POST   | /v1/galleries/g/import | no query parameters",
                "GET    | /v1/galleries/g/move | no query parameters",
                "POST   | /v1/galleries/g/move/finish | no query parameters",
                "GET    | /v1/models | no query parameters",
                "POST   | /v1/detect | no query parameters",
                "POST   | /v1/compare | face",
                "POST   | /v1/embeddings | face, faces",
                "POST   | /compare | face",
                "POST   | /embedding | face"
            })
    void whatIsNotKnownIsRefusedNamingWhatIs(String method, String path, String known) {
        Reply reply = service.method(method, path + "?fase=only").assertProblem(400, "parameter_invalid");

        assertThat(reply.json().get("detail").asText()).contains(known).doesNotContain("fase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=",
                "limit",
                "limit=%20",
                "limit=1&limit=2",
                "limit=1&&x",
                "Limit=1",
                "=1",
                "limit=1;limit=2"
            })
    void anEmptyOrRepeatedOneIsRefused(String query) {
        service.get("/v1/galleries?" + query).assertProblem(400, "parameter_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?limit=1", "?limit=1&"})
    void whatIsRightIsServed(String query) {
        service.get("/v1/galleries" + query).assertOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"face=largest", "face=all", "faces=all"})
    void oneNameIsForTheFaceEverywhereAndTheFormerOneIsTaken(String query) {
        service.post("/v1/embeddings?" + query, "image/jpeg", TestData.picture(TestData.PERSON))
                .assertOk();
    }

    @Test
    void bothNamesAtOnceAreRefused() {
        service.post("/v1/embeddings?face=all&faces=all", "image/jpeg", TestData.picture(TestData.PERSON))
                .assertProblem(400, "parameter_invalid");
        service.post(
                        "/embedding",
                        new FormBody()
                                .file("picture", TestData.picture(TestData.PERSON))
                                .file("file", TestData.picture(TestData.PERSON)))
                .assertProblem(400, "part_repeated");
    }

    @ParameterizedTest
    @CsvSource({
        "/embedding, picture",
        "/embedding, file",
        "/v1/detect, picture",
        "/v1/detect, file",
        "/v1/embeddings, picture"
    })
    void oneNameIsForThePictureEverywhereAndTheFormerOneIsTaken(String path, String part) {
        service.post(path, new FormBody().file(part, TestData.picture(TestData.PERSON)))
                .assertOk();
    }
}
