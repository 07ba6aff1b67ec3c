package io.facegate.service.compreface;

import io.facegate.gallery.ExternalId;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.util.regex.Pattern;

/**
 * What a program calls somebody. It is an external id, which is looked for in small letters or capitals.
 *
 * @param value as it is kept
 */
record SubjectName(ExternalId value) {
    private static final int LONGEST = 50;
    private static final Pattern REFUSED = Pattern.compile("[;/\\\\]");

    /** Of somebody who is to be known: empty if nobody can be called that. */
    static SubjectName ofNew(String text) {
        if (text.isBlank() || text.length() > LONGEST || REFUSED.matcher(text).find()) {
            throw malformed();
        }
        return of(text, malformed());
    }

    /** Of somebody who may be known. */
    static SubjectName of(String text) {
        return of(text, new ProblemException(ProblemType.IDENTITY_NOT_FOUND, "No subject can have such a name"));
    }

    private static SubjectName of(String text, ProblemException otherwise) {
        try {
            return new SubjectName(ExternalId.of(text));
        } catch (IllegalArgumentException e) {
            throw otherwise;
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemType.REQUEST_MALFORMED,
                "A subject has 1 to %d characters, and none of ; / \\".formatted(LONGEST));
    }
}
