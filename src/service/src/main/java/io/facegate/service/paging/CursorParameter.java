package io.facegate.service.paging;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The query parameter {@code cursor} of every list. */
@Provider
public final class CursorParameter extends TypedParameter<Cursor> {
    public CursorParameter() {
        super(
                Cursor.class,
                Cursor::parse,
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'cursor' must be the 'next' of the page before."));
    }
}
