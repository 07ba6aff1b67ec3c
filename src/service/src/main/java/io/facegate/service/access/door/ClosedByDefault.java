package io.facegate.service.access.door;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Nobody gets anywhere without having said who they are, not even to a path that there is nothing at: what is there is
 * nobody's business. Quarkus asks it for every request.
 */
@Singleton
final class ClosedByDefault implements HttpSecurityPolicy {
    private final OpenPaths open;

    ClosedByDefault(OpenPaths open) {
        this.open = open;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (open.include(request.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.map(known -> {
            if (known.isAnonymous()) {
                throw new UnauthorizedException();
            }
            return CheckResult.PERMIT;
        });
    }
}
