package io.facegate.service.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/** A value can't be what its field stands for. Jackson adds which field that is; its own messages have the value. */
final class RefusedField extends JsonMappingException {
    private static final long serialVersionUID = 1;

    RefusedField(JsonParser json, String must) {
        super(json, must);
    }

    /** Such as {@code embeddings[3]}. */
    String field() {
        return getPath().stream()
                .map(part -> part.getFieldName() == null ? "[%d]".formatted(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining());
    }

    String must() {
        return getOriginalMessage();
    }
}
