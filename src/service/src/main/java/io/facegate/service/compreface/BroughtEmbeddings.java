package io.facegate.service.compreface;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.web.json.TypedField;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** The body that brings embeddings; whatever else it has is overlooked. What they are, {@link ReceivedEmbeddings} sees. */
@RegisterForReflection
record BroughtEmbeddings(JsonNode body) {
    static final String EMBEDDINGS = "embeddings";
    static final String SOURCE = "source";
    static final String TARGETS = "targets";

    /** Reads the whole body. */
    @Singleton
    static final class Body extends TypedField<BroughtEmbeddings> {
        Body() {
            super(BroughtEmbeddings.class, BroughtEmbeddings::new);
        }
    }
}
