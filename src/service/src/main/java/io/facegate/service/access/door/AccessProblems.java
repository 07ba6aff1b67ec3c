package io.facegate.service.access.door;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import java.util.Optional;

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

    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        if (failure instanceof OIDCException) {
            return Optional.of(NO_ISSUER);
        }
        if (failure instanceof AuthenticationFailedException) {
            return Optional.of(REFUSED);
        }
        if (failure instanceof UnauthorizedException) {
            return Optional.of(NO_KEY);
        }
        return failure instanceof ForbiddenException ? Optional.of(FORBIDDEN) : Optional.empty();
    }
}
