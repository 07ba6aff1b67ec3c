package io.facegate.service.comparison;

import io.facegate.service.web.upload.PartName;

/** The names of the parts of the forms. */
final class ComparePart {
    static final String REF_EMBEDDING = "ref_embedding";
    static final String REF_MODEL = "ref_model";
    /** Taken by the name that it has elsewhere too. */
    static final PartName TEST_FILE = PartName.of("test_file", "probe");

    static final PartName REFERENCE = PartName.of("reference");
    static final PartName PROBE = PartName.of("probe");

    private ComparePart() {}
}
