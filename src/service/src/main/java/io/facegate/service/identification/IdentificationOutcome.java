package io.facegate.service.identification;

import io.facegate.service.decision.Threshold;
import io.facegate.service.face.PictureRefusal;
import io.facegate.vision.model.ModelId;
import java.util.List;

/** How the question ended who is in a picture. */
public sealed interface IdentificationOutcome {
    /**
     * The gallery was searched.
     *
     * @param faces those that were asked for, the largest first; at least one
     * @param threshold least score of a candidate
     * @param model the embedder
     */
    record Searched(List<SearchedFace> faces, Threshold threshold, ModelId model) implements IdentificationOutcome {
        public Searched {
            faces = List.copyOf(faces);
        }
    }

    /** Nobody was looked for. */
    record Refused(PictureRefusal why) implements IdentificationOutcome {}
}
