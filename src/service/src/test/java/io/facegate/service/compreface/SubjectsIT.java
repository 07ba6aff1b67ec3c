package io.facegate.service.compreface;

import static io.facegate.service.compreface.CompreFaceClient.assertError;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code recognition/subjects} and {@code recognition/faces}: people and what is enrolled of them. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class SubjectsIT {
    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    private CompreFaceClient client;

    @BeforeEach
    void makeKey() {
        client = CompreFaceClient.ofNewGallery(base, administrators, keys);
    }

    @Test
    void subjectsAreAddedListedAndDeleted() {
        Reply added = subject("Gordon");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).isEqualTo("{\"subject\":\"Gordon\"}");
        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[\"Gordon\"]}");
        assertThat(client.get("subjects/").body()).isEqualTo("{\"subjects\":[\"Gordon\"]}");
        assertThat(client.delete("subjects/Gordon").body()).isEqualTo("{\"subject\":\"Gordon\"}");
        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[]}");
    }

    @Test
    void aSubjectIsTheSameInCapitals() {
        subject("Gordon Brown");

        assertError(subject("gordon brown"), 400, 43);
        assertThat(client.add("GORDON+brown", SAME_PERSON).get("subject").asText())
                .isEqualTo("Gordon Brown");
        assertThat(client.delete("subjects/gordon%20brown").body()).isEqualTo("{\"subject\":\"Gordon Brown\"}");
    }

    @Test
    void whatIsNoSubjectIsRefused() {
        assertError(subject(""), 400, 26);
        assertError(subject("a/b"), 400, 26);
        assertError(subject("a;b"), 400, 26);
        assertError(subject("x".repeat(51)), 400, 26);
        assertError(client.json("POST", "subjects", "{}"), 400, 26);
        assertError(client.json("POST", "subjects", "nothing"), 400, 26);
        assertError(client.delete("subjects/nobody"), 404, 42);
        assertError(client.json("PUT", "subjects/nobody", "{\"subject\": \"x\"}"), 404, 42);
    }

    @Test
    void aSubjectIsRenamedWithAllThatItHas() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();

        Reply renamed = client.json("PUT", "subjects/gordon", "{\"subject\": \"Mr. Brown\", \"api_endpoint\": \"/x\"}");

        assertThat(renamed.body()).isEqualTo("{\"updated\":true}");
        JsonNode faces = client.get("faces").assertOk().json();
        assertThat(faces.at("/faces/0/image_id").asText()).isEqualTo(image);
        assertThat(faces.at("/faces/0/subject").asText()).isEqualTo("Mr. Brown");
    }

    @Test
    void renamingToANameThatIsTakenUnitesTheTwo() {
        client.add("one", SAME_PERSON);
        client.add("two", SAME_PERSON);
        client.add("two", OTHER_PERSON);

        assertThat(client.json("PUT", "subjects/two", "{\"subject\": \"ONE\"}").body())
                .isEqualTo("{\"updated\":true}");

        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[\"one\"]}");
        assertThat(client.get("faces").json().get("total_elements").asInt()).isEqualTo(2);
        assertThat(client.post("recognize", PERSON)
                        .json()
                        .at("/result/0/subjects/0/subject")
                        .asText())
                .isEqualTo("one");
    }

    @Test
    void changingCapitalsAloneIsARenaming() {
        client.add("gordon", SAME_PERSON);

        client.json("PUT", "subjects/gordon", "{\"subject\": \"Gordon\"}").assertOk();

        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[\"Gordon\"]}");
        assertThat(client.get("faces").json().get("total_elements").asInt()).isEqualTo(1);
    }

    @Test
    void examplesAreListedInPages() {
        String first = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        client.add("Gordon", OTHER_PERSON);
        client.add("Richard", OTHER_PERSON);

        JsonNode all = client.get("faces").assertOk().json();
        JsonNode page = client.get("faces?page=1&size=2").assertOk().json();

        assertThat(all.get("faces")).hasSize(3);
        assertThat(all.at("/faces/0/image_id").asText()).isEqualTo(first);
        assertThat(all.get("page_number").asInt()).isZero();
        assertThat(all.get("page_size").asInt()).isEqualTo(20);
        assertThat(all.get("total_pages").asInt()).isEqualTo(1);
        assertThat(page.get("faces")).hasSize(1);
        assertThat(page.at("/faces/0/subject").asText()).isEqualTo("Richard");
        assertThat(page.get("total_pages").asInt()).isEqualTo(2);
        assertThat(page.get("total_elements").asInt()).isEqualTo(3);
        assertThat(client.get("faces?subject=gordon").json().get("faces")).hasSize(2);
        assertThat(client.get("faces?subject=nobody")
                        .json()
                        .get("total_elements")
                        .asInt())
                .isZero();
    }

    @Test
    void examplesAreDeletedByTheirIds() {
        String first = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        String second = client.add("Gordon", OTHER_PERSON).get("image_id").asText();

        Reply deleted = client.delete("faces/" + first);

        assertThat(deleted.json().get("image_id").asText()).isEqualTo(first);
        assertThat(deleted.json().get("subject").asText()).isEqualTo("Gordon");
        assertError(client.delete("faces/" + first), 404, 44);
        assertError(client.delete("faces/6b135f5b-a365-4522-b1f1-4c9ac2dd0728"), 404, 44);
        JsonNode several = client.json("POST", "faces/delete", "[\"%s\", \"%s\", \"x\"]".formatted(first, second))
                .assertOk()
                .json();
        assertThat(several).hasSize(1);
        assertThat(several.at("/0/image_id").asText()).isEqualTo(second);
    }

    @Test
    void examplesAreDeletedBySubjectAndAllTogetherAndTheSubjectsStay() {
        client.add("Gordon", SAME_PERSON);
        client.add("Gordon", OTHER_PERSON);
        client.add("Richard", OTHER_PERSON);

        assertThat(client.delete("faces?subject=GORDON").body()).isEqualTo("{\"deleted\":2}");
        assertThat(client.delete("faces?subject=nobody").body()).isEqualTo("{\"deleted\":0}");
        assertThat(client.delete("faces").body()).isEqualTo("{\"deleted\":1}");
        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[\"Gordon\",\"Richard\"]}");
    }

    @Test
    void allSubjectsAreDeletedTogether() {
        client.add("Gordon", SAME_PERSON);
        subject("Richard");

        assertThat(client.delete("subjects").body()).isEqualTo("{\"deleted\":2}");

        assertThat(client.get("subjects").body()).isEqualTo("{\"subjects\":[]}");
        assertThat(client.get("faces").json().get("total_elements").asInt()).isZero();
        assertThat(client.add("Gordon", SAME_PERSON).get("subject").asText()).isEqualTo("Gordon");
    }

    @Test
    void noPictureIsKeptSoItIsEmpty() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();

        Reply picture = client.get("faces/" + image + "/img");

        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.body()).isEmpty();
    }

    @Test
    void anotherKeysExamplesAreNobodys() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        CompreFaceClient other = CompreFaceClient.ofNewGallery(base, administrators, keys);

        assertError(other.delete("faces/" + image), 404, 44);
        assertThat(other.get("subjects").body()).isEqualTo("{\"subjects\":[]}");
        assertThat(other.post("faces/%s/verify".formatted(image), PERSON)
                        .json()
                        .at("/result/0/similarity")
                        .asDouble())
                .isZero();
        assertThat(client.get("faces").json().get("total_elements").asInt()).isEqualTo(1);
    }

    private Reply subject(String name) {
        return client.json("POST", "subjects", "{\"subject\": \"%s\"}".formatted(name));
    }
}
