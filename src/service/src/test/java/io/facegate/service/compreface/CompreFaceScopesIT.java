package io.facegate.service.compreface;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.facegate.service.access.Scope;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every endpoint of the interface, which the OpenAPI document leaves out, by a key of every scope. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedEmbeddings.class)
@SuppressWarnings("NullAway.Init") // injected
class CompreFaceScopesIT {
    private static final String FORBIDDEN = "may not do this";

    @TestHTTPResource
    URI base;

    TestKeys keys;

    /** One endpoint; open to everybody if it needs no scope. */
    private record Endpoint(String method, String path, boolean json, Set<String> scopes, boolean ruled) {
        boolean allows(Scope scope) {
            return scopes.isEmpty() || scope == Scope.ADMIN || scopes.contains(scope.code());
        }
    }

    @Test
    void everyEndpointHasARuleAndKeepsIt() {
        ServiceClient nobody = new ServiceClient(base);
        List<Endpoint> endpoints = endpoints();
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.ruled()) {
                wrong.add(endpoint + " has no rule");
            }
            Reply unknown = ask(nobody, endpoint);
            if (endpoint.scopes().isEmpty() ? unknown.status() != 200 : code(unknown) != 20) {
                wrong.add("%s without a key: %s".formatted(endpoint, unknown.body()));
            }
            for (Scope scope : Scope.values()) {
                String key =
                        scope == Scope.ADMIN ? keys.with(scope.code()) : keys.boundTo(List.of("nowhere"), scope.code());
                Reply reply = ask(nobody.withKey(key), endpoint);
                if (endpoint.allows(scope) == reply.body().contains(FORBIDDEN)) {
                    wrong.add("%s with %s: %d %s".formatted(endpoint, scope.code(), reply.status(), reply.body()));
                }
            }
        }

        assertThat(endpoints).hasSizeGreaterThan(17);
        assertThat(wrong).isEmpty();
    }

    private static int code(Reply reply) {
        return reply.json().path("code").asInt(-1);
    }

    private static Reply ask(ServiceClient client, Endpoint endpoint) {
        return client.send(client.request(endpoint.path())
                .header("Content-Type", endpoint.json() ? "application/json" : "text/plain")
                .method(endpoint.method(), BodyPublishers.ofString("{")));
    }

    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(CompreFacePaths.class.getPackageName())) {
            for (JavaMethod method : type.getMethods()) {
                method.getAnnotations().stream()
                        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                        .map(annotation -> annotation.getRawType().getSimpleName())
                        .forEach(verb -> endpoints.add(endpoint(type, method, verb)));
            }
        }
        return endpoints;
    }

    private static Endpoint endpoint(JavaClass type, JavaMethod method, String verb) {
        String path = type.getAnnotationOfType(Path.class).value()
                + method.tryGetAnnotationOfType(Path.class)
                        .map(below -> "/" + below.value())
                        .orElse("");
        return new Endpoint(
                verb,
                path.replaceAll("\\{[a-z_]+}", "nowhere"),
                method.isAnnotatedWith(Consumes.class) || type.isAnnotatedWith(Consumes.class),
                method.tryGetAnnotationOfType(RolesAllowed.class)
                        .map(rule -> Set.of(rule.value()))
                        .orElse(Set.of()),
                method.isAnnotatedWith(RolesAllowed.class) || method.isAnnotatedWith(PermitAll.class));
    }
}
