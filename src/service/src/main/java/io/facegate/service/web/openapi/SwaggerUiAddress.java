package io.facegate.service.web.openapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Leads on to Swagger UI's page, relative to where the client is: Quarkus would lead to an address without the prefix that a
 * proxy may put before the path.
 */
@Singleton
final class SwaggerUiAddress {
    private static final String PATH = "/q/swagger-ui";
    private static final String PAGE = "swagger-ui/";
    /** Before Quarkus' own. */
    private static final int FIRST = -1_000;

    void register(@Observes Router router) {
        router.get(PATH).order(FIRST).handler(context -> {
            if (context.request().path().equals(PATH)) {
                context.response()
                        .setStatusCode(302)
                        .putHeader(HttpHeaders.LOCATION, PAGE)
                        .end();
            } else {
                context.next();
            }
        });
    }
}
