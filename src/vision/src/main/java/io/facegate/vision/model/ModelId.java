package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one set of weights for ever: other weights, other id. It is a folder name too, so it stays plain. */
public record ModelId(@JsonValue String value) {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    @JsonCreator
    public ModelId {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Model id (%s) must be 1 to 64 of a-z, 0-9, '.' and '-', and start with a letter or digit"
                            .formatted(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
