package io.facegate.service.template;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** In a path: an id that no template can have is one that none has. */
@Provider
public final class TemplateIdParameter extends TypedParameter<TemplateId> {
    public TemplateIdParameter() {
        super(TemplateId.class, text -> new TemplateId(Long.parseLong(text)), TemplateIdParameter::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.TEMPLATE_NOT_FOUND, "The identity has no such template.");
    }
}
