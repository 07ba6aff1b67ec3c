package io.facegate.service.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A deletion or an import that takes a while. */
@Schema(description = "A deletion or an import that takes a while")
public record Job(
        @JsonProperty("job_id") @Schema(examples = "7") long id,

        Kind kind,

        @Schema(description = "The name that the gallery had", examples = "staff")
        String gallery,

        @Schema(
                description = "Id of the embedder whose templates are dropped; null of other kinds",
                examples = "face-mbf-8c1d5e20",
                nullable = true)
        @Nullable
        String model,

        @Schema(
                description =
                        "running: it goes on, whether or not anybody asks. finished: all is done. failed: nothing of an"
                                + " import was kept; deletions don't fail")
        State state,

        @Schema(description = "How many identities were deleted until now, or are new by an import", examples = "50000")
        long identities,

        @Schema(description = "How many templates were deleted until now, or are new by an import", examples = "120000")
        long templates,

        @Schema(
                description =
                        "Of an import: what its request is answered once it is finished, or the code and the detail of"
                                + " the problem that it failed with; null of other kinds",
                nullable = true)
        @Nullable
        Map<String, Object> result,

        @JsonProperty("created_at") Instant createdAt,

        @JsonProperty("finished_at") @Schema(description = "null while it is running", nullable = true) @Nullable
        Instant finishedAt) {

    /** What is done. */
    @Schema(name = "JobKind")
    public enum Kind {
        DELETE_GALLERY,
        EMPTY_GALLERY,
        DROP_MODEL,
        IMPORT;

        /** The name in the interface and the database, such as {@code delete_gallery}. */
        @JsonValue
        public String code() {
            return Codes.of(this);
        }

        static Kind ofCode(String code) {
            return Codes.parse(Kind.class, code);
        }
    }

    /** How far it is. */
    @Schema(name = "JobState")
    public enum State {
        RUNNING,
        FINISHED,
        FAILED;

        /** The name in the interface and the database, such as {@code running}. */
        @JsonValue
        public String code() {
            return Codes.of(this);
        }

        static State ofCode(String code) {
            return Codes.parse(State.class, code);
        }
    }
}
