package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.Metadata;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.upload.JsonBody;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of the bodies that create and change identities, and what they may hold. */
public final class IdentityFields {
    public static final String EXTERNAL_ID = "external_id";
    public static final String DISPLAY_NAME = "display_name";
    public static final String METADATA = "metadata";
    public static final String ACTIVE = "active";

    private IdentityFields() {}

    /** Describes the body that creates an identity. */
    @Schema(name = "NewIdentity")
    record New(
            @JsonProperty(EXTERNAL_ID)
            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = ExternalId.LONGEST,
                    description =
                            "What the application calls this person; unique in the gallery. Kept without spaces around"
                                    + " it and in Unicode's composed form (NFC)",
                    examples = "e-4711")
            String externalId,

            @JsonProperty(DISPLAY_NAME)
            @Schema(nullable = true, minLength = 1, maxLength = DisplayName.LONGEST, examples = "Anna Example")
            @Nullable
            String displayName,

            @Schema(description = "A JSON object of at most 64 kB; default: {}")
            Map<String, Object> metadata,

            @Schema(defaultValue = "true") boolean active) {}

    /** Describes the body that changes an identity. */
    @Schema(name = "IdentityChange", description = "Fields that are absent stay as they are")
    record Change(
            @JsonProperty(EXTERNAL_ID)
            @Schema(
                    minLength = 1,
                    maxLength = ExternalId.LONGEST,
                    description = "Renames the identity; its templates and everything else stay",
                    examples = "e-4712")
            String externalId,

            @JsonProperty(DISPLAY_NAME)
            @Schema(
                    nullable = true,
                    minLength = 1,
                    maxLength = DisplayName.LONGEST,
                    description = "null takes the name away")
            @Nullable
            String displayName,

            @Schema(description = "Replaces all of it") Map<String, Object> metadata,
            boolean active) {}

    public static ExternalId externalId(JsonBody body) {
        JsonNode value = body.value(EXTERNAL_ID).orElseThrow(() -> JsonBody.invalid(EXTERNAL_ID, "must be there"));
        try {
            return ExternalId.of(value.isTextual() ? value.textValue() : "");
        } catch (IllegalArgumentException e) {
            throw JsonBody.invalid(EXTERNAL_ID, ExternalId.RULE);
        }
    }

    public static @Nullable String displayName(JsonBody body) {
        return body.text(DISPLAY_NAME, DisplayName.LONGEST).orElse(null);
    }

    public static JsonObject metadata(JsonBody body) {
        return body.value(METADATA)
                .map(value -> {
                    try {
                        return new JsonObject(Metadata.of(value).json());
                    } catch (IllegalArgumentException e) {
                        throw JsonBody.invalid(METADATA, String.valueOf(e.getMessage()));
                    }
                })
                .orElseGet(JsonObject::new);
    }

    /**
     * Reads all that a body changes before it changes anything.
     *
     * @throws ProblemException if a field can't be used
     */
    static Consumer<Identity> change(JsonBody body) {
        body.allow(Set.of(EXTERNAL_ID, DISPLAY_NAME, METADATA, ACTIVE));
        ExternalId externalId = body.has(EXTERNAL_ID) ? externalId(body) : null;
        String displayName = displayName(body);
        JsonObject metadata = metadata(body);
        boolean active = body.flag(ACTIVE).orElse(true);
        return identity -> {
            if (externalId != null) {
                identity.changeExternalId(externalId);
            }
            if (body.has(DISPLAY_NAME)) {
                identity.rename(displayName);
            }
            if (body.has(METADATA)) {
                identity.describe(metadata);
            }
            if (body.has(ACTIVE)) {
                identity.activate(active);
            }
        };
    }
}
