package io.facegate.service.access.door;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** That somebody isn't known, or may not do that. Both say nothing of what was asked for. */
@Singleton
public final class AccessProblems implements ProblemSource {
    /** Nobody said who they are. */
    public static final ProblemDetail NO_KEY = new ProblemDetail(
            ProblemType.UNAUTHENTICATED,
            "A valid key is needed, as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'."
                    + " Maybe make one: ./facegate keys create --help");

    private static final ProblemDetail REFUSED = new ProblemDetail(
            ProblemType.UNAUTHENTICATED, "The key or token that came is not valid, has expired or was revoked.");
    private static final ProblemDetail FORBIDDEN =
            new ProblemDetail(ProblemType.FORBIDDEN, "The key or token may not do this, or not with this gallery.");

    private static final ProblemDetail NO_ISSUER = new ProblemDetail(
            ProblemType.ISSUER_UNAVAILABLE, "Whose token that is can't be found out now. Keys are not concerned.");

    /**
     * What kept a token from being believed, told before anybody else judges it: that the issuer can't be reached looks as if
     * the database couldn't.
     */
    static Throwable ofToken(Throwable failure) {
        if (Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(AccessProblems::isOfIssuer)) {
            return new ProblemException(NO_ISSUER);
        }
        return failure;
    }

    private static boolean isOfIssuer(Throwable cause) {
        return cause instanceof OIDCException
                || cause instanceof IOException
                || cause instanceof VertxException
                || cause instanceof TimeoutException;
    }

    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            return Optional.of(REFUSED);
        }
        if (failure instanceof UnauthorizedException) {
            return Optional.of(NO_KEY);
        }
        return failure instanceof ForbiddenException ? Optional.of(FORBIDDEN) : Optional.empty();
    }
}
