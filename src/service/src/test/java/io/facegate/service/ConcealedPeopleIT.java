package io.facegate.service;

import static io.facegate.service.ConcealedPeople.ENROLLED;
import static io.facegate.service.ConcealedPeople.INACTIVE;
import static io.facegate.service.ConcealedPeople.UNKNOWN;
import static io.facegate.service.ConcealedPeople.WITHOUT_TEMPLATE;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.service.access.ClosedService;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may only verify learns of nobody whether they are enrolled: what is answered is what a failing person is answered. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class ConcealedPeopleIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    private ConcealedPeople people(String verification) {
        return new ConcealedPeople(new ServiceClient(base), keys, verification);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, INACTIVE, WITHOUT_TEMPLATE})
    void whoeverIsNotThereIsAnsweredLikeSomebodyWhoseFaceDoesNotFit(String person) {
        ConcealedPeople people = people("{\"wait_after\": 2, \"wait_seconds\": 600, \"disable_after\": 3}");

        for (int i = 0; i < 2; i++) {
            Reply failing = people.verify(people.door, ENROLLED, STRANGER).assertOk();
            Reply concealed = people.verify(people.door, person, STRANGER).assertOk();

            assertThat(headers(concealed)).isEqualTo(headers(failing));
            assertThat(shape(concealed)).isEqualTo(shape(failing));
            assertThat(concealed.json().get("result").asText()).isEqualTo("access_denied");
            assertThat(concealed.json().get("threshold"))
                    .isEqualTo(failing.json().get("threshold"));
            assertThat(concealed.json().get("face")).isEqualTo(failing.json().get("face"));
        }
        Reply failing = people.verify(people.door, ENROLLED, STRANGER).assertProblem(429, "too_many_attempts");
        Reply concealed = people.verify(people.door, person, STRANGER).assertProblem(429, "too_many_attempts");

        assertThat(headers(concealed)).isEqualTo(headers(failing));
        assertThat(Integer.parseInt(concealed.header("Retry-After"))).isBetween(500, 600);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, INACTIVE, WITHOUT_TEMPLATE})
    void afterManyFailuresTheFaceIsNoFactorThere(String person) {
        ConcealedPeople people = people("{\"wait_after\": 2, \"disable_after\": 2}");
        for (int i = 0; i < 2; i++) {
            people.verify(people.door, person, STRANGER).assertOk();
        }

        Reply concealed = people.verify(people.door, person, STRANGER).assertProblem(403, "face_disabled");

        people.verify(people.door, ENROLLED, STRANGER).assertOk();
        people.verify(people.door, ENROLLED, STRANGER).assertOk();
        Reply failing = people.verify(people.door, ENROLLED, STRANGER).assertProblem(403, "face_disabled");
        assertThat(problem(concealed)).isEqualTo(problem(failing));
    }

    @Test
    void theSamePictureHasTheSameScoreAgainAndAnotherPersonHasAnother() {
        ConcealedPeople people = people("null");

        double once = score(people, UNKNOWN, STRANGER);

        assertThat(score(people, UNKNOWN, STRANGER)).isEqualTo(once);
        assertThat(score(people, "somebody-else", STRANGER)).isNotCloseTo(once, within(1e-4));
        assertThat(score(people, UNKNOWN, ABDULLAH_AGAIN)).isNotCloseTo(once, within(1e-4));
        assertThat(once).isBetween(-0.4, 0.28);
    }

    @Test
    void theRightFaceOfSomebodyInactiveIsNotNoticed() {
        ConcealedPeople people = people("null");

        assertThat(score(people, INACTIVE, GORDON_AGAIN)).isLessThan(0.28);
    }

    @Test
    void aPictureThatCantBeComparedIsThatForEverybodyAndNoTry() {
        ConcealedPeople people = people("{\"wait_after\": 1, \"wait_seconds\": 600}");

        for (String person : List.of(UNKNOWN, ENROLLED)) {
            for (int i = 0; i < 3; i++) {
                people.verify(people.door, person, TestData.NO_FACE).assertProblem(422, "no_face");
            }
            people.verify(people.door, person, STRANGER).assertOk();
        }
    }

    @Test
    void aNonceIsGivenForNobodyTooAndTakenOnce() {
        ConcealedPeople people = people("{\"nonce_required\": true, \"replay_seconds\": 600}");
        for (String person : List.of(UNKNOWN, ENROLLED)) {
            people.verify(people.door, person, STRANGER).assertProblem(422, "nonce_required");
            Reply nonce = people.nonce(people.door, person);
            assertThat(nonce.status()).isEqualTo(201);
            assertThat(shape(nonce)).containsExactly("expires_at", "nonce");

            people.verify(person, STRANGER, nonce).assertOk();

            people.verify(person, GORDON_AGAIN, nonce).assertProblem(422, "nonce_invalid");
            people.verify(person, STRANGER, people.nonce(people.door, person)).assertProblem(409, "picture_seen");
        }
        people.nonce(people.admin, UNKNOWN).assertProblem(404, "identity_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "enrol"})
    void whoeverLooksAtPeopleOrEnrolsThemIsToldTheTruth(String scope) {
        ConcealedPeople people = people("null");
        ServiceClient client = new ServiceClient(base).withKey(keys.with("verify", scope));

        people.verify(client, UNKNOWN, STRANGER).assertProblem(404, "identity_not_found");
        people.verify(client, INACTIVE, STRANGER).assertProblem(409, "identity_inactive");
        people.verify(client, WITHOUT_TEMPLATE, STRANGER).assertProblem(409, "identity_not_enrolled");
    }

    @Test
    void theAuditKnowsWhy() throws InterruptedException {
        ConcealedPeople people = people("{\"wait_after\": 1, \"wait_seconds\": 600}");
        String gallery = people.path.substring(people.path.lastIndexOf('/') + 1);
        for (String person : List.of(UNKNOWN, INACTIVE, WITHOUT_TEMPLATE)) {
            people.verify(people.door, person, STRANGER).assertOk();
        }
        people.verify(people.door, UNKNOWN, STRANGER).assertProblem(429, "too_many_attempts");

        String query = "/v1/audit?type=verification&gallery=" + gallery;
        Eventually.until(
                "sealed", () -> people.admin.get(query).json().get("entries").size() == 4);

        JsonNode entries = people.admin.get(query).json().get("entries");
        assertThat(entries.findValuesAsText("identity")).containsExactly(UNKNOWN, INACTIVE, WITHOUT_TEMPLATE, UNKNOWN);
        assertThat(entries.findValuesAsText("reason"))
                .containsExactly(
                        "identity_not_found", "identity_inactive", "identity_not_enrolled", "too_many_attempts");
        assertThat(entries.findValues("similarity")).as("none means anything").isEmpty();
        assertThat(entries.at("/3/details/identity_known").asBoolean(true)).isFalse();
    }

    private static double score(ConcealedPeople people, String person, String file) {
        JsonNode answer = people.verify(people.door, person, file).assertOk().json();
        assertThat(answer.get("result").asText()).isEqualTo("access_denied");
        return answer.get("score").doubleValue();
    }

    private static Set<String> headers(Reply reply) {
        return new TreeSet<>(reply.headers().map().keySet());
    }

    private static List<String> shape(Reply reply) {
        List<String> names = new ArrayList<>(new TreeSet<>(fields("", reply.json())));
        return names;
    }

    private static List<String> fields(String prefix, JsonNode node) {
        List<String> names = new ArrayList<>();
        node.properties().forEach(field -> {
            names.add(prefix + field.getKey());
            names.addAll(fields(prefix + field.getKey() + ".", field.getValue()));
        });
        return names;
    }

    /** Without what is new each time. */
    private static ObjectNode problem(Reply reply) {
        ObjectNode problem = (ObjectNode) reply.json();
        problem.remove("request_id");
        return problem;
    }
}
