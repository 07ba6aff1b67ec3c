package io.facegate.service.move;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a gallery is on its way from one embedder to another. */
@Schema(description = "How far a gallery is on its way from one embedder to another")
public record Move(
        @Schema(description = "Id of the embedder that it leaves", examples = "face-mbf-8c1d5e20")
        String from,

        @Schema(description = "Id of the embedder that it moves to", examples = "resnet50-51e0a6c2")
        String to,

        @Schema(
                description = "moving: the gallery answers by the old embedder, and enrolments add templates of both."
                        + " finished: it answers by the new one, and templates of the old one are kept until they are"
                        + " dropped")
        State state,

        @Schema(description = "People with a template of the new embedder", examples = "980")
        long ready,

        @JsonProperty("needs_re_enrolment")
        @Schema(
                description =
                        "People with templates of the old embedder only: not recognised once the move is finished",
                examples = "20")
        long needsReEnrolment,

        @JsonProperty("not_enrolled") @Schema(description = "People without any template", examples = "0")
        long notEnrolled) {

    /** Before and after the switch. */
    @Schema(name = "MoveState")
    public enum State {
        MOVING,
        FINISHED;

        /** The name in the interface and the database, such as {@code moving}. */
        @JsonValue
        public String code() {
            return Codes.of(this);
        }

        static State ofCode(String code) {
            return Codes.parse(State.class, code);
        }
    }
}
