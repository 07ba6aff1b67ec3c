package io.facegate.service.access.door;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.access.key.KeyRing;
import io.facegate.service.access.key.KeyText;
import io.facegate.service.config.AccessConfig;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by their key, in {@code Authorization: Bearer} or {@code X-Api-Key}. What is no key of this service is left
 * to the next mechanism, which knows tokens. Where the service is open, everybody is let in.
 */
@Singleton
final class KeyAuthentication implements HttpAuthenticationMechanism {
    static final String API_KEY = "X-Api-Key";

    private static final String BEARER = "bearer ";
    private static final int UNAUTHORIZED = 401;

    private final KeyRing keys;
    private final boolean open;

    KeyAuthentication(KeyRing keys, AccessConfig config) {
        this.keys = keys;
        this.open = config.insecure();
    }

    @Override
    public Uni<@Nullable SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        BiConsumer<RoutingContext, Throwable> failed = KeyAuthentication::fail;
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, failed);
        if (open) {
            return Uni.createFrom().item(enter(request, Caller.anybody(Callers.address(request))));
        }
        List<String> presented = request.request().headers().getAll(API_KEY);
        List<String> authorizations = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (presented.isEmpty() && authorizations.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (presented.size() + authorizations.size() > 1) {
            return refused();
        }
        String text = presented.isEmpty()
                ? bearer(authorizations.get(0))
                : presented.get(0).strip();
        @Nullable KeyText key = KeyText.parse(text).orElse(null);
        if (key != null) {
            return keys.find(key)
                    .map(found -> found.orElseThrow(KeyAuthentication::unknown))
                    .map(found -> enter(request, found.caller(Callers.address(request))));
        }
        if (!presented.isEmpty() || text.startsWith(KeyText.PREFIX)) {
            return refused();
        }
        BiConsumer<RoutingContext, Throwable> tokenFailed =
                (token, failure) -> fail(token, AccessProblems.ofToken(failure));
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, tokenFailed);
        return Uni.createFrom().nullItem();
    }

    /** All failures are told in one place, {@code RouteProblems}, whoever finds them. */
    private static void fail(RoutingContext request, Throwable failure) {
        if (!request.failed() && !request.response().ended()) {
            request.fail(failure);
        }
    }

    /** Without its scheme; empty if it is of another. */
    private static String bearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static SecurityIdentity enter(RoutingContext request, Caller caller) {
        Callers.identify(request, caller);
        return Identities.of(caller);
    }

    private static Uni<@Nullable SecurityIdentity> refused() {
        return Uni.createFrom().failure(unknown());
    }

    private static AuthenticationFailedException unknown() {
        return new AuthenticationFailedException("not a valid key");
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", ProblemType.CHALLENGE));
    }

    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }
}
