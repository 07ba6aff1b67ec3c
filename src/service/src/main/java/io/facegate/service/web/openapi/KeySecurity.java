package io.facegate.service.web.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * The two headers that a key may come in, so that Swagger UI can authorize by either. What an operation needs is in the
 * document already, by the rule at its resource; several scopes there mean any of them.
 */
final class KeySecurity {
    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";

    private KeySecurity() {}

    static void describe(OpenAPI document) {
        document.getComponents() // in this order, which that of a Map.of changes from start to start
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A key, or a token of the configured issuer"))
                .addSecurityScheme(
                        API_KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-Api-Key")
                                .description("A key"));
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .values()
                .forEach(KeySecurity::describe));
    }

    private static void describe(Operation operation) {
        List<SecurityRequirement> found = operation.getSecurity();
        if (found == null || found.isEmpty()) {
            return;
        }
        List<String> scopes = found.stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        operation.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme(BEARER, scopes),
                OASFactory.createSecurityRequirement().addScheme(API_KEY, scopes)));
    }
}
