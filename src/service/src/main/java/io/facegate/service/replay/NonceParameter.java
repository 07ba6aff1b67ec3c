package io.facegate.service.replay;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The header {@code Facegate-Nonce}. One that can't be a nonce is as good as one that was never given. */
@Provider
public final class NonceParameter extends TypedParameter<Nonce> {
    public NonceParameter() {
        super(
                Nonce.class,
                Nonce::new,
                () -> new ProblemException(
                        ProblemType.NONCE_INVALID,
                        Nonce.HEADER,
                        "The header %s has no nonce.".formatted(Nonce.HEADER)));
    }
}
