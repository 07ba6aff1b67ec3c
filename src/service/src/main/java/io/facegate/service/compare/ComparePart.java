package io.facegate.service.compare;

/** The names of the parts of the forms. */
final class ComparePart {
    static final String REF_EMBEDDING = "ref_embedding";
    static final String REF_MODEL = "ref_model";
    static final String TEST_FILE = "test_file";
    static final String REFERENCE = "reference";
    static final String PROBE = "probe";

    private ComparePart() {}
}
