package io.facegate.service.enrolment;

import io.facegate.service.enrolment.EnrolmentResult.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of everything that a request brought. */
@Schema(description = "What became of each picture, or embedding, in the order of the request")
public record EnrolmentResponse(
        @Schema(description = "Id of the embedder", examples = "face-mbf-8c1d5e20")
        String model,

        @Schema(description = "How many are templates of the identity now, new or not", examples = "1")
        int enrolled,

        @Schema(description = "How many were rejected", examples = "0")
        int rejected,

        List<EnrolmentResult> results) {

    static EnrolmentResponse of(Enrolments enrolments) {
        List<EnrolmentResult> results = IntStream.range(0, enrolments.outcomes().size())
                .mapToObj(
                        index -> EnrolmentResult.of(index, enrolments.outcomes().get(index)))
                .toList();
        int rejected = (int) results.stream()
                .filter(result -> result.outcome() == Outcome.REJECTED)
                .count();
        return new EnrolmentResponse(enrolments.model().value(), results.size() - rejected, rejected, results);
    }
}
