package io.facegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The model that the manifests are held against does reject what the API server would. */
@NeedsKubectl
class StrictModelTest {
    @ParameterizedTest
    @EnumSource
    void everyRenderedObjectIsOfTheModel(Overlay overlay) {
        assertThat(overlay.objects()).hasSizeGreaterThan(10);
    }

    /** A field that nobody knows, put into each object of each document in turn: where only text is allowed, it isn't text. */
    @ParameterizedTest
    @EnumSource
    void anUnknownFieldIsRejectedWhereverItIs(Overlay overlay) {
        List<String> accepted = new ArrayList<>();
        int[] tried = {0};
        for (JsonNode document : overlay.documents()) {
            JsonNode copy = document.deepCopy();
            eachObject(copy, "", (path, object) -> {
                object.putObject("misspelt").put("misspelt", true);
                tried[0]++;
                if (isAccepted(copy)) {
                    accepted.add(copy.path("kind").asText() + path);
                }
                object.remove("misspelt");
            });
        }

        assertThat(tried[0]).isGreaterThan(100);
        assertThat(accepted).as("places where anything is accepted").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {PORT: 8080}} | PORT",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {yes: true}}} | yes",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}, automountServiceAccountToken: 'false'} | automountServiceAccountToken",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: '1'}} | replicas",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: {port: 80}}} | ports"
            })
    void aValueOfAnotherTypeIsRejected(String document, String field) {
        assertThatThrownBy(
                        () -> StrictModel.parse(StrictModel.documents(document).get(0)))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining(field);
    }

    @Test
    void aKindWithoutAModelIsRejected() {
        JsonNode document =
                StrictModel.documents("{apiVersion: v2, kind: Service}").get(0);

        assertThatThrownBy(() -> StrictModel.parse(document))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("v2 Service");
    }

    private static boolean isAccepted(JsonNode document) {
        try {
            StrictModel.parse(document);
            return true;
        } catch (JsonMappingException e) {
            assertThat(e).hasMessageContaining("misspelt");
            return false;
        } catch (Exception e) {
            throw new AssertionError("It should have been a mapping that failed", e);
        }
    }

    private static void eachObject(JsonNode node, String path, BiConsumer<String, ObjectNode> visitor) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            visitor.accept(path, object);
            names.forEach(name -> eachObject(object.get(name), path + "." + name, visitor));
        } else {
            for (int i = 0; i < node.size(); i++) {
                eachObject(node.get(i), path + "[" + i + "]", visitor);
            }
        }
    }
}
