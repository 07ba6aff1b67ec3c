package io.facegate.service.idempotency;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The header {@code Idempotency-Key}. */
@Provider
public final class IdempotencyKeyParameter extends TypedParameter<IdempotencyKey> {
    public IdempotencyKeyParameter() {
        super(
                IdempotencyKey.class,
                IdempotencyKey::of,
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        IdempotencyKey.HEADER,
                        "The header %s must be 1 to 255 characters of ASCII between quotes."
                                .formatted(IdempotencyKey.HEADER)));
    }
}
