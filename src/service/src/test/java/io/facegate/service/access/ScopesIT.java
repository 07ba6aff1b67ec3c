package io.facegate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of the OpenAPI document by a key of every scope: what the document says is what is answered. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class ScopesIT {
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    @TestHTTPResource
    URI base;

    TestKeys keys;

    private ServiceClient nobody;
    private final Map<Scope, ServiceClient> clients = new EnumMap<>(Scope.class);

    @BeforeEach
    void makeKeys() {
        nobody = new ServiceClient(base);
        for (Scope scope : Scope.values()) {
            clients.put(scope, nobody.withKey(keys.with(scope.code())));
        }
    }

    /** One endpoint. */
    private record Endpoint(String method, String path, String contentType, Set<String> scopes, boolean ruled) {
        /** Of a gallery and a person that aren't there. */
        String asked() {
            return path.replaceAll("\\{(job|template_id)}", "1").replaceAll("\\{[a-z_]+}", "nowhere");
        }

        boolean allows(Scope scope) {
            return scopes.isEmpty() || scope == Scope.ADMIN || scopes.contains(scope.code());
        }
    }

    @Test
    void everyEndpointHasARuleAndKeepsIt() {
        List<Endpoint> endpoints = endpoints();
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.ruled()) {
                wrong.add("%s %s has no rule: @RolesAllowed".formatted(endpoint.method(), endpoint.path()));
            }
            int unknown = ask(nobody, endpoint).status();
            if (unknown != 401) {
                wrong.add("%s without a key: %d".formatted(endpoint, unknown));
            }
            clients.forEach((scope, client) -> {
                int status = ask(client, endpoint).status();
                boolean right = endpoint.allows(scope) ? !REFUSED.contains(status) : status == 403;
                if (!right) {
                    wrong.add("%s with %s: %d".formatted(endpoint, scope.code(), status));
                }
            });
        }

        assertThat(endpoints).hasSizeGreaterThan(25);
        assertThat(wrong).isEmpty();
    }

    private static Reply ask(ServiceClient client, Endpoint endpoint) {
        return client.send(client.request(endpoint.asked())
                .header("Content-Type", endpoint.contentType())
                .method(endpoint.method(), BodyPublishers.ofString("{")));
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        nobody.get("/q/openapi?format=json").json().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(
                        operation -> endpoints.add(endpoint(path.getKey(), operation.getKey(), operation.getValue()))));
        return endpoints;
    }

    private static Endpoint endpoint(String path, String method, JsonNode operation) {
        Set<String> scopes = new TreeSet<>();
        operation
                .path("security")
                .forEach(requirement ->
                        requirement.forEach(scheme -> scheme.forEach(scope -> scopes.add(scope.asText()))));
        List<String> types = new ArrayList<>();
        if (operation.at("/requestBody").has("$ref")) { // a picture
            types.add("image/jpeg");
        }
        operation.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        return new Endpoint(
                method.toUpperCase(Locale.ROOT),
                path,
                types.isEmpty() ? "application/json" : types.get(0),
                scopes,
                operation.path("security").size() > 0);
    }
}
