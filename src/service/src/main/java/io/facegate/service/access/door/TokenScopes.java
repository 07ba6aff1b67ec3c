package io.facegate.service.access.door;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.facegate.service.access.Who;
import io.facegate.service.config.OidcConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller of whom a token is about, after its signature, issuer, audience and time were checked. Roles of the issuer
 * never are scopes by themselves: what of them is one, is configured.
 */
@Singleton
final class TokenScopes implements SecurityIdentityAugmentor {
    private static final String ROLE_PREFIX = "facegate-";

    private final Map<String, Set<Scope>> scopes;
    private final Optional<String> galleriesClaim;

    TokenScopes(OidcConfig config) {
        this.scopes = config.scopes().map(TokenScopes::configured).orElseGet(() -> Set.of(Scope.values()).stream()
                .collect(Collectors.toMap(scope -> ROLE_PREFIX + scope.code(), Set::of)));
        this.galleriesClaim = config.galleriesClaim();
    }

    private static Map<String, Set<Scope>> configured(List<String> pairs) {
        Map<String, Set<Scope>> scopes = new HashMap<>();
        for (String pair : pairs) {
            int sign = pair.lastIndexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("FACEGATE_OIDC_SCOPES has pairs of role=scope");
            }
            scopes.computeIfAbsent(pair.substring(0, sign).strip(), role -> new HashSet<>())
                    .add(Scope.ofCode(pair.substring(sign + 1).strip()));
        }
        return scopes;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        @Nullable RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (identity.isAnonymous() || request == null || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Caller caller = new Caller(
                new Who.Subject(subject(token)),
                identity.getRoles().stream()
                        .flatMap(role -> scopes.getOrDefault(role, Set.of()).stream())
                        .collect(Collectors.toSet()),
                galleries(token),
                Callers.address(request));
        Callers.identify(request, caller);
        return Uni.createFrom().item(Identities.of(caller));
    }

    private static String subject(JsonWebToken token) {
        @Nullable String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new AuthenticationFailedException("the token is about nobody");
        }
        return subject;
    }

    /** A claim that is configured and not there, or empty, binds to none: it doesn't open all. */
    private BoundGalleries galleries(JsonWebToken token) {
        if (galleriesClaim.isEmpty()) {
            return BoundGalleries.ALL;
        }
        @Nullable Object claim = token.getClaim(galleriesClaim.get());
        if (!(claim instanceof Collection<?> names) || names.isEmpty()) {
            throw new AuthenticationFailedException("the token names no gallery");
        }
        try {
            return new BoundGalleries(names.stream()
                    .map(name -> new GalleryName(String.valueOf(name).replaceAll("^\"|\"$", ""))) // JSON or text
                    .collect(Collectors.toSet()));
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFailedException("the token names a gallery that can't be", e);
        }
    }
}
