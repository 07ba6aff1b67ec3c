package io.facegate.service.decision;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The query parameter {@code fmr}. */
@Provider
public final class FalseMatchRateParameter extends TypedParameter<FalseMatchRate> {
    public FalseMatchRateParameter() {
        super(
                FalseMatchRate.class,
                text -> new FalseMatchRate(Double.parseDouble(text)),
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'fmr' must be above 0 and below 1, such as 1e-4."));
    }
}
