package io.facegate.service.gallery;

import io.facegate.vision.model.ModelId;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An embedder as a body names it, whether or not there is such a one. */
@Schema(type = SchemaType.STRING, minLength = 1, maxLength = NamedModel.LONGEST, examples = "resnet50-51e0a6c2")
public record NamedModel(String text) {
    static final int LONGEST = 64;

    public NamedModel {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw new IllegalArgumentException("must be a text of 1 to %d characters".formatted(LONGEST));
        }
    }

    public boolean is(ModelId model) {
        return model.value().equals(text);
    }
}
