package io.facegate.service.access.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that creates a key. */
@RegisterForReflection
@Schema(name = "NewAccessKey")
record NewAccessKey(
        @JsonProperty("name")
        @Schema(
                implementation = String.class,
                required = true,
                examples = "the door of the lab",
                minLength = 1,
                maxLength = 200)
        KeyBodies.Name name,

        @JsonProperty("scopes")
        @Schema(
                implementation = String[].class,
                required = true,
                description = "Of detect, compare, verify, identify, enrol, read and admin, which has all",
                examples = "[\"verify\"]")
        KeyBodies.Scopes scopes,

        @JsonProperty("galleries")
        @Schema(
                implementation = String[].class,
                nullable = true,
                description = "The galleries that it is bound to; null or none: all. Not with admin",
                examples = "[\"staff\"]")
        @Nullable
        BoundGalleries galleries,

        @JsonProperty("expires_in")
        @Schema(
                implementation = String.class,
                nullable = true,
                description = "A period of ISO 8601; null: it doesn't expire",
                examples = "P90D")
        KeyBodies.@Nullable Period expiresIn) {

    NewAccessKey {
        TypedField.require("name", name);
        TypedField.require("scopes", scopes);
    }

    NewKey wanted() {
        try {
            return new NewKey(
                    name.value(),
                    scopes.value(),
                    galleries == null ? BoundGalleries.ALL : galleries,
                    expiresIn == null ? null : expiresIn.value());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.FIELD_INVALID, null, String.valueOf(e.getMessage()), List.of());
        }
    }
}
