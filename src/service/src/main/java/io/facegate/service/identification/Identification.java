package io.facegate.service.identification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import io.facegate.service.face.FoundFace;
import io.facegate.service.template.Candidate;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who a face may be. */
@Schema(description = "Who a face may be. Nobody whose score is below the threshold is ever a candidate")
public record Identification(
        @Schema(description = "identified: there are candidates. unknown: nobody enrolled is similar enough")
        Outcome outcome,

        @Schema(description = "The best score first, each identity once")
        List<Match> candidates,

        FoundFace face,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description = "With face=all: why an unknown face was not looked for, such as too_blurred",
                examples = "[\"too_blurred\"]")
        List<String> reasons) {

    /** Known or not. */
    @Schema(name = "IdentificationOutcome")
    public enum Outcome {
        IDENTIFIED,
        UNKNOWN;

        /** The name in the interface, such as {@code identified}. */
        @JsonValue
        public String code() {
            return Codes.of(this);
        }
    }

    /** One candidate. */
    @Schema(name = "Match", description = "An identity that the face resembles")
    public record Match(
            @Schema(description = "Its external id", examples = "e-4711")
            String identity,

            @JsonProperty("display_name") @Schema(nullable = true, examples = "Anna Example") @Nullable
            String displayName,

            @Schema(description = "To its most similar template, -1..1", examples = "0.72")
            float similarity,

            @Schema(description = "What is ranked and decided by, see threshold", examples = "0.48")
            float score) {
        private static Match of(Candidate candidate) {
            return new Match(
                    candidate.externalId(),
                    candidate.displayName(),
                    candidate.comparison().similarity().cosine(),
                    candidate.comparison().score().value());
        }
    }

    static Identification of(SearchedFace searched) {
        FoundFace face = FoundFace.of(searched.face());
        if (searched instanceof SearchedFace.Match match) {
            return new Identification(
                    Outcome.IDENTIFIED,
                    match.candidates().stream().map(Match::of).toList(),
                    face,
                    List.of());
        }
        return new Identification(
                Outcome.UNKNOWN,
                List.of(),
                face,
                searched instanceof SearchedFace.NotJudged notJudged
                        ? notJudged.defects().stream().map(QualityDefect::code).toList()
                        : List.of());
    }
}
