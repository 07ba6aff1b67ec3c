package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.decision.Comparison;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of one picture, or one embedding. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EnrolmentOutcome", description = "What became of one picture, or one embedding")
public record EnrolmentResult(
        @Schema(description = "Its place in the request, from 0", examples = "0")
        int index,

        @Schema(
                description = "enrolled: it is a new template. already_enrolled: the identity had it already. rejected:"
                        + " nothing was kept")
        Outcome outcome,

        @JsonProperty("template_id") @Schema(examples = "42", nullable = true) @Nullable
        Long templateId,

        @Schema(
                description = "Why it was rejected: image_*, no_face, several_faces, face_too_small, too_blurred,"
                        + " too_noisy, too_few_grey_levels, pixelated, too_dark, too_bright, low_contrast, wrong_pose, mouth_covered,"
                        + " eyes_covered, duplicate_identity",
                examples = "[\"too_blurred\"]")
        List<String> reasons,

        @JsonProperty("duplicate_similarity")
        @Schema(
                description = "With duplicate_identity: the similarity to the other identity, which is not named",
                nullable = true)
        @Nullable
        Float duplicateSimilarity,

        @JsonProperty("duplicate_score")
        @Schema(
                description = "With duplicate_identity: the score against the other identity, which decided it",
                nullable = true)
        @Nullable
        Float duplicateScore,

        @Schema(nullable = true) @Nullable MeasuredQuality quality) {

    /** The three outcomes. */
    @Schema(name = "PictureOutcome")
    public enum Outcome {
        ENROLLED,
        ALREADY_ENROLLED,
        REJECTED;

        /** The name in the interface, such as {@code already_enrolled}. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String DUPLICATE = "duplicate_identity";

    static EnrolmentResult of(int index, EnrolmentOutcome outcome) {
        return outcome.to(new At(index));
    }

    private record At(int index) implements EnrolmentOutcome.Cases<EnrolmentResult> {
        @Override
        public EnrolmentResult of(EnrolmentOutcome.Enrolled enrolled) {
            return new EnrolmentResult(
                    index,
                    Outcome.ENROLLED,
                    enrolled.template().value(),
                    List.of(),
                    null,
                    null,
                    measured(enrolled.quality()));
        }

        @Override
        public EnrolmentResult of(EnrolmentOutcome.AlreadyEnrolled known) {
            return new EnrolmentResult(
                    index, Outcome.ALREADY_ENROLLED, known.template().value(), List.of(), null, null, null);
        }

        @Override
        public EnrolmentResult of(EnrolmentOutcome.Rejected rejected) {
            return rejected(List.of(rejected.rejection().code()), null, null);
        }

        @Override
        public EnrolmentResult of(EnrolmentOutcome.InsufficientQuality insufficient) {
            return rejected(
                    insufficient.defects().stream().map(QualityDefect::code).toList(), null, insufficient.quality());
        }

        @Override
        public EnrolmentResult of(EnrolmentOutcome.Duplicate duplicate) {
            return rejected(List.of(DUPLICATE), duplicate.comparison(), duplicate.quality());
        }

        private EnrolmentResult rejected(
                List<String> reasons, @Nullable Comparison duplicate, @Nullable FaceQuality quality) {
            return new EnrolmentResult(
                    index,
                    Outcome.REJECTED,
                    null,
                    reasons,
                    duplicate == null ? null : duplicate.similarity().cosine(),
                    duplicate == null ? null : duplicate.score().value(),
                    measured(quality));
        }

        private static @Nullable MeasuredQuality measured(@Nullable FaceQuality quality) {
            return quality == null ? null : MeasuredQuality.of(quality);
        }
    }
}
