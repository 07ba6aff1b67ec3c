package io.facegate.service.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is wrong, for people and for programs. It never has anything of a picture, an embedding or a file's name. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Problem details (RFC 9457)")
public record Problem(
        @Schema(description = "Names the kind of problem", examples = "urn:facegate:problem:no_face")
        String type,

        @Schema(description = "The kind of problem in words", examples = "No face")
        String title,

        @Schema(description = "The HTTP status", examples = "422")
        int status,

        @Schema(
                description = "This occurrence; for people, not to be parsed",
                examples = "There is no face in the picture.")
        String detail,

        @Schema(description = "The kind of problem for programs; never changes its meaning", examples = "no_face")
        String code,

        @JsonProperty("part")
        @Schema(description = "The part of the request that is meant, where there are several", examples = "probe")
        @Nullable
        String part,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description = "With quality_insufficient: what the face lacks, such as too_blurred",
                examples = "[\"too_blurred\"]")
        List<String> reasons,

        @JsonProperty("request_id")
        @Schema(description = "As in the header X-Request-Id", examples = "7f9c24e8-3b1f-4a52-9d7c-5b0c1d9f6a11")
        String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** For an error of which only the HTTP status is known. */
    public static Problem ofStatus(int status, String requestId) {
        return of(StatusProblems.of(status), requestId);
    }

    static Problem of(ProblemDetail problem, String requestId) {
        return new Problem(
                "urn:facegate:problem:" + problem.type().code(),
                problem.type().title(),
                problem.status(),
                problem.detail(),
                problem.type().code(),
                problem.part(),
                problem.reasons(),
                requestId);
    }
}
