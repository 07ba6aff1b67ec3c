package io.facegate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.facegate.testing.TokenIssuer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that really signs them. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@WithTestResource(IssuerTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class TokensIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    @Test
    void aTokenDoesWhatItsRolesSayAndKeysGoOn() {
        ServiceClient reader =
                with(TokenIssuer.signed(TokenIssuer.privateKey(), claims("facegate", 60, "facegate-read")));

        assertThat(reader.get("/v1/galleries").status()).isEqualTo(200);
        reader.get("/v1/keys").assertProblem(403, "forbidden");
        assertThat(with(keys.with("read")).get("/v1/galleries").status()).isEqualTo(200);
    }

    @Test
    void aRoleOfTheIssuerIsNoScopeByItself() {
        with(TokenIssuer.signed(TokenIssuer.privateKey(), claims("facegate", 60, "admin")))
                .get("/v1/galleries")
                .assertProblem(403, "forbidden");
    }

    @Test
    void whatTheIssuerDidNotSignForThisServiceAndThisTimeIsRefused() {
        refused(TokenIssuer.signed(TokenIssuer.newKeys().getPrivate(), claims("facegate", 60, "facegate-admin")));
        refused(TokenIssuer.signed(TokenIssuer.privateKey(), claims("facegate", -60, "facegate-admin")));
        refused(TokenIssuer.signed(TokenIssuer.privateKey(), claims("another", 60, "facegate-admin")));
        refused(TokenIssuer.unsigned(claims("facegate", 60, "facegate-admin")));
        refused("a.b.c");
        String signed = TokenIssuer.signed(TokenIssuer.privateKey(), claims("facegate", 60, "facegate-read"));
        String other = TokenIssuer.signed(TokenIssuer.privateKey(), claims("facegate", 60, "facegate-admin"));
        refused(other.substring(0, other.lastIndexOf('.')) + signed.substring(signed.lastIndexOf('.')));
    }

    private void refused(String token) {
        with(token).get("/v1/galleries").assertProblem(401, "unauthenticated");
    }

    private ServiceClient with(String text) {
        return new ServiceClient(base).withKey(text);
    }

    private static String claims(String audience, long seconds, String role) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"sub\":\"somebody\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"realm_access\":{\"roles\":[\"%s\"]}}"
                .formatted(IssuerTestResource.url(), audience, now - 120, now + seconds, role);
    }
}
