package io.facegate.service.decision;

/** A request asks for a looser rate than the operator lets it. */
public final class RateTooLooseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RateTooLooseException(FalseMatchRate asked) {
        super(
                "The false match rate %s is looser than the one that holds here.%nMaybe leave it out, or let the operator allow it (FACEGATE_DECISION_LOOSEST_FMR)."
                        .formatted(asked.value()));
    }
}
