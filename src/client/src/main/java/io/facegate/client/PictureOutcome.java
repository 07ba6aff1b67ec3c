package io.facegate.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a picture, as a line of the report.
 *
 * @param bytes size of the file
 * @param modified when the file was last changed, in milliseconds since 1970
 * @param outcome enrolled, already_enrolled or rejected
 * @param reasons why it was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record PictureOutcome(
        @JsonProperty(required = true) String picture,
        @JsonProperty(required = true) String identity,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) long modified,
        @JsonProperty(required = true) String outcome,
        @JsonProperty(required = true) List<String> reasons,
        @JsonProperty("template_id") @Nullable Long templateId) {
    static final String REJECTED = "rejected";

    static PictureOutcome rejected(Picture picture, PictureVersion version, String reason) {
        return of(picture, version, REJECTED, List.of(reason), null);
    }

    static PictureOutcome of(
            Picture picture, PictureVersion version, String outcome, List<String> reasons, @Nullable Long templateId) {
        return new PictureOutcome(
                picture.name(),
                picture.externalId(),
                version.bytes(),
                version.modified(),
                outcome,
                List.copyOf(reasons),
                templateId);
    }
}
