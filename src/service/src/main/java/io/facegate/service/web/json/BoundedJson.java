package io.facegate.service.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON of strangers: how deep, how many values, how long a number or a name. How long it is in all is limited before. */
public final class BoundedJson {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 1_000;

    private BoundedJson() {}

    /**
     * @param maximumTokens values, names and brackets
     */
    public static ObjectMapper mapper(long maximumTokens) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxTokenCount(maximumTokens)
                        .build())
                // names are as many as a stranger likes, and would be kept for all requests to come
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // what was written, so that it can be seen whether it can be kept
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** For whoever sent more. */
    static String limits(long maximumTokens) {
        return "The body may be %d levels deep and have %d values, names and brackets; names and numbers may have %d characters."
                .formatted(DEEPEST, maximumTokens, LONGEST_NAME);
    }
}
