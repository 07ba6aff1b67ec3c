package io.facegate.service.comparison;

import io.facegate.service.decision.Verdict;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.face.ProbeFace;
import io.facegate.vision.model.ModelId;
import java.util.List;

/** How the question ended whether this is the same person. */
public sealed interface ComparisonOutcome {
    /**
     * @param model the embedder
     * @param faces that were compared, one of each picture, in the order of the pictures
     */
    record Compared(Verdict verdict, ModelId model, List<ProbeFace> faces) implements ComparisonOutcome {
        public Compared {
            faces = List.copyOf(faces);
        }
    }

    /**
     * One of the pictures can't be compared.
     *
     * @param picture which one, from 0
     */
    record Refused(int picture, PictureRefusal why) implements ComparisonOutcome {}
}
