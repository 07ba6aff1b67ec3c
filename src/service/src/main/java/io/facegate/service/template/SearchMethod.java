package io.facegate.service.template;

import io.facegate.service.code.Codes;

/**
 * How the templates of a gallery are searched. The approximate ones only choose candidates: similarities, and the order
 * of the results, always come from the full vectors.
 */
public enum SearchMethod {
    /** Every template is compared: finds all there is, for galleries of some thousand templates. */
    EXACT,
    /**
     * Every template's signs are compared by Hamming distance, and the nearest thousand or so exactly: some thirty times
     * less to read. For all galleries that are too large for the exact way.
     */
    BINARY,
    /**
     * A graph over half-precision vectors (Malkov and Yashunin 2018, arXiv 1603.09320): fast, and often wrong in large
     * galleries.
     */
    HNSW_HALFVEC,
    /** A graph over the signs: smaller, and less sure to find the nearest. */
    HNSW_BINARY;

    /** As the database spells it. */
    public String databaseName() {
        return Codes.of(this);
    }

    public static SearchMethod ofDatabaseName(String name) {
        return Codes.parse(SearchMethod.class, name);
    }

    public boolean needsIndex() {
        return this == HNSW_HALFVEC || this == HNSW_BINARY;
    }
}
