package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import io.facegate.service.template.TemplateId;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.quality.FaceQuality;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of one picture, or one embedding. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EnrolmentOutcome", description = "What became of one picture, or one embedding")
public record EnrolmentOutcome(
        @Schema(description = "Its place in the request, from 0", examples = "0")
        int index,

        @Schema(
                description = "enrolled: it is a new template. already_enrolled: the identity had it already. rejected:"
                        + " nothing was kept")
        Outcome outcome,

        @JsonProperty("template_id") @Schema(examples = "42") @Nullable
        Long templateId,

        @Schema(
                description =
                        "Why it was rejected: image_*, no_face, several_faces, face_too_small, too_blurred,"
                                + " too_noisy, too_few_grey_levels, pixelated, too_dark, too_bright, low_contrast, wrong_pose, duplicate_identity",
                examples = "[\"too_blurred\"]")
        List<String> reasons,

        @JsonProperty("duplicate_similarity")
        @Schema(description = "With duplicate_identity: the similarity to the other identity, which is not named")
        @Nullable
        Float duplicateSimilarity,

        @Nullable MeasuredQuality quality) {

    static final String DUPLICATE = "duplicate_identity";

    /** The three outcomes. */
    public enum Outcome {
        ENROLLED,
        ALREADY_ENROLLED,
        REJECTED;

        /** The name in the interface, such as {@code already_enrolled}. */
        @JsonValue
        public String code() {
            return Codes.of(this);
        }
    }

    static EnrolmentOutcome enrolled(int index, TemplateId template, @Nullable FaceQuality quality) {
        return new EnrolmentOutcome(index, Outcome.ENROLLED, template.value(), List.of(), null, measured(quality));
    }

    static EnrolmentOutcome alreadyEnrolled(int index, TemplateId template) {
        return new EnrolmentOutcome(index, Outcome.ALREADY_ENROLLED, template.value(), List.of(), null, null);
    }

    static EnrolmentOutcome rejected(int index, List<String> reasons, @Nullable FaceQuality quality) {
        return new EnrolmentOutcome(index, Outcome.REJECTED, null, List.copyOf(reasons), null, measured(quality));
    }

    static EnrolmentOutcome duplicate(int index, Similarity similarity, @Nullable FaceQuality quality) {
        return new EnrolmentOutcome(
                index, Outcome.REJECTED, null, List.of(DUPLICATE), similarity.cosine(), measured(quality));
    }

    private static @Nullable MeasuredQuality measured(@Nullable FaceQuality quality) {
        return quality == null ? null : MeasuredQuality.of(quality);
    }
}
