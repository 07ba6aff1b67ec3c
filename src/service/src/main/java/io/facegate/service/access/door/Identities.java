package io.facegate.service.access.door;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.stream.Collectors;

/** Callers as Quarkus knows them: scopes are roles. */
final class Identities {
    private Identities() {}

    static SecurityIdentity of(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.who().toString()))
                .addRoles(caller.scopes().stream().map(Scope::code).collect(Collectors.toSet()))
                .build();
    }
}
