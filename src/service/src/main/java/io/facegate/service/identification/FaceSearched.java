package io.facegate.service.identification;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.DecisionMade;
import io.facegate.service.decision.Threshold;
import io.facegate.service.event.EventDescription;
import io.facegate.service.template.Candidate;
import io.facegate.vision.model.ModelId;
import java.util.List;

/**
 * A face of a picture was looked for in a gallery, or was not good enough for that.
 *
 * @param candidates who is similar enough, the most similar first; empty if nobody is
 * @param threshold of the score
 * @param model the embedder
 */
public record FaceSearched(GalleryName gallery, List<Candidate> candidates, Threshold threshold, ModelId model)
        implements DecisionMade {
    public FaceSearched {
        candidates = List.copyOf(candidates);
    }

    static FaceSearched of(GalleryName gallery, SearchedFace face, IdentificationOutcome.Searched search) {
        return new FaceSearched(
                gallery,
                face instanceof SearchedFace.Match match ? match.candidates() : List.of(),
                search.threshold(),
                search.model());
    }

    @Override
    public Operation operation() {
        return Operation.IDENTIFICATION;
    }

    @Override
    public String outcome() {
        return candidates.isEmpty() ? UNKNOWN : IDENTIFIED;
    }

    /** About the most similar one; the database's numbers name all. */
    @Override
    public EventDescription description() {
        EventDescription searched = EventDescription.of("identification.%s".formatted(outcome()))
                .in(gallery)
                .with("outcome", outcome())
                .with("threshold", threshold.score())
                .with("fmr", threshold.falseMatchRate())
                .with("fmr_extrapolated", threshold.extrapolated() ? true : null)
                .with("model", model.value());
        if (candidates.isEmpty()) {
            return searched;
        }
        Candidate first = candidates.get(0);
        return searched.about(new ExternalId(first.externalId()))
                .with("similarity", first.comparison().similarity().cosine())
                .with("score", first.comparison().score().value())
                .with(
                        "identity_ids",
                        candidates.stream()
                                .map(candidate -> candidate.identity().value())
                                .toList());
    }
}
