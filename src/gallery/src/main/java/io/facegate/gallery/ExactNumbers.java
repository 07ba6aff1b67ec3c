package io.facegate.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;

/**
 * Numbers that are kept as they were written: whole ones of any size, and fractions that are the shortest way to write their
 * float64, in which they pass through here. Any other would come back as another one.
 */
final class ExactNumbers {
    private ExactNumbers() {}

    /**
     * @param value read with {@code USE_BIG_DECIMAL_FOR_FLOATS}: otherwise the number that was written is not known
     */
    static boolean only(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            BigDecimal written = value.decimalValue();
            double kept = written.doubleValue();
            return Double.isFinite(kept) && new BigDecimal(Double.toString(kept)).compareTo(written) == 0;
        }
        for (Iterator<JsonNode> parts = value.elements(); parts.hasNext(); ) {
            if (!only(parts.next())) {
                return false;
            }
        }
        return true;
    }
}
