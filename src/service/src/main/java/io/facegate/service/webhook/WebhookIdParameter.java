package io.facegate.service.webhook;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** In a path: a number that no webhook can have is one that none has. */
@Provider
public final class WebhookIdParameter extends TypedParameter<WebhookId> {
    public WebhookIdParameter() {
        super(WebhookId.class, text -> new WebhookId(Long.parseLong(text)), WebhookIdParameter::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.WEBHOOK_NOT_FOUND, "There is no such webhook.");
    }
}
