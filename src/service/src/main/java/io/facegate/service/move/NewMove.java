package io.facegate.service.move;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.gallery.NamedModel;
import io.facegate.service.web.json.TypedField;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body that starts a move. */
@RegisterForReflection
@Schema(name = "NewMove")
record NewMove(
        @JsonProperty(NewMove.MODEL)
        @Schema(required = true, description = "Id of the embedder to move to, one that is served")
        NamedModel model) {
    static final String MODEL = "model";

    NewMove {
        TypedField.require(MODEL, model);
    }
}
