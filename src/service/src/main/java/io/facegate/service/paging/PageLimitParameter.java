package io.facegate.service.paging;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The query parameter {@code limit} of every list. */
@Provider
public final class PageLimitParameter extends TypedParameter<PageLimit> {
    public PageLimitParameter() {
        super(
                PageLimit.class,
                text -> new PageLimit(Integer.parseInt(text)),
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'limit' must be a number from 1 to %d.".formatted(Page.LIMIT)));
    }
}
