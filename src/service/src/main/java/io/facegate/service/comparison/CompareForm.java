package io.facegate.service.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes the form of {@code /compare}. */
@Schema(name = "CompareForm")
record CompareForm(
        @JsonProperty("ref_embedding")
        @Schema(
                type = SchemaType.STRING,
                required = true,
                description = "The embedding that /embedding gave, as a JSON array; within quotes it is accepted too",
                examples = "[0.0123, -0.0456, 0.0789]")
        String refEmbedding,

        @JsonProperty("ref_model")
        @Schema(
                description = "The model that /embedding gave with it; if it is not the one served now, that is a"
                        + " problem (embedding_model_mismatch) instead of a meaningless similarity",
                examples = "face-mbf-8c1d5e20")
        String refModel,

        @JsonProperty("test_file")
        @Schema(
                type = SchemaType.STRING,
                format = "binary",
                required = true,
                description = "The picture to compare with it: JPEG, PNG, WebP or BMP")
        byte[] testFile) {}
