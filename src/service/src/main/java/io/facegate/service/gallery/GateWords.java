package io.facegate.service.gallery;

/** What the document says of a gallery's gates, in each place. */
final class GateWords {
    private static final String NULL = "; null: as the operator has it (facegate.quality.at-...)";

    static final String ENROLMENT = "Whether a face that isn't good enough is refused when it is enrolled" + NULL;
    static final String VERIFICATION = "Whether it is refused before somebody is verified by it" + NULL;
    static final String IDENTIFICATION = "Whether it is refused before anybody is looked for by it" + NULL;

    private GateWords() {}
}
