package io.facegate.service.identification;

import io.facegate.service.face.ProbeFace;
import io.facegate.service.template.Candidate;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;

/** A face of a picture, and who it may be. */
public sealed interface SearchedFace {
    ProbeFace face();

    /**
     * Somebody is similar enough.
     *
     * @param candidates the most similar first, each identity once; at least one
     */
    record Match(ProbeFace face, List<Candidate> candidates) implements SearchedFace {
        public Match {
            candidates = List.copyOf(candidates);
        }
    }

    /** Nobody who is enrolled and active is similar enough. */
    record NoMatch(ProbeFace face) implements SearchedFace {}

    /**
     * One of several faces, not good enough to decide by, so that nobody was looked for.
     *
     * @param defects at least one
     */
    record NotJudged(ProbeFace face, List<QualityDefect> defects) implements SearchedFace {
        public NotJudged {
            defects = List.copyOf(defects);
        }
    }
}
