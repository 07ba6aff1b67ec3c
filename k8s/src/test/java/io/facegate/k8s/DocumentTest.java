package io.facegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The overlays that {@code docs/kubernetes.md} tells operators to write. */
@NeedsKubectl
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/kubernetes.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theOverlayOfTheDocumentRenders() throws IOException {
        String production =
                example("kind: Kustomization").replace("../facegate/k8s/overlays/cpu", "../../overlays/cpu");

        List<JsonNode> objects = render("production", production);

        assertThat(objects.toString())
                .contains("registry.example.com/facegate:", "registry.example.com/facegate-models:")
                .contains("\"FACEGATE_INFERENCE_QUEUE_SIZE\":\"32\"", "\"FACEGATE_DB_MIGRATE\":\"false\"")
                .contains("faces.example.org")
                .doesNotContain("facegate.example.com");
    }

    @Test
    void aDatabaseElsewhereIsReachedAsTheDocumentSays() throws IOException {
        String overlay = """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: facegate
                resources: [../../base]
                """ + example("facegate-to-database");

        assertThat(render("elsewhere", overlay).toString()).contains("{\"ipBlock\":{\"cidr\":\"10.0.0.5/32\"}}");
    }

    private static String example(String containing) throws IOException {
        return YAML.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult example) -> example.group(1))
                .filter(example -> example.contains(containing))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> render(String name, String kustomization) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", name));
        Files.writeString(folder.resolve("kustomization.yaml"), kustomization);
        List<JsonNode> objects = StrictModel.documents(Kubectl.kustomize(folder));
        assertThat(objects).isNotEmpty().allSatisfy(DocumentTest::isOfTheModel);
        return objects;
    }

    private static void isOfTheModel(JsonNode object) {
        try {
            StrictModel.parse(object);
        } catch (JsonProcessingException e) {
            throw new AssertionError(object.toPrettyString(), e);
        }
    }
}
