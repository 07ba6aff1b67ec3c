package io.facegate.service.compreface;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/**
 * The body that names somebody; whatever else it has is overlooked.
 *
 * @param text empty if it doesn't
 */
@RegisterForReflection
record NewSubject(String text) {
    SubjectName name() {
        if (text.isEmpty()) {
            throw new ProblemException(
                    ProblemType.REQUEST_MALFORMED, "subject", "The field 'subject' must have a text");
        }
        return SubjectName.ofNew(text);
    }

    /** Reads the whole body. */
    @Singleton
    static final class Body extends TypedField<NewSubject> {
        Body() {
            super(NewSubject.class, Body::read);
        }

        private static NewSubject read(JsonNode body) {
            return new NewSubject(text(body.path("subject")));
        }
    }
}
