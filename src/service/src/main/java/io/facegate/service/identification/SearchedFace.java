package io.facegate.service.identification;

import io.facegate.service.face.ProbeFace;
import io.facegate.service.template.Candidate;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.score.Score;
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

    /**
     * Nobody who is enrolled and active is similar enough.
     *
     * @param nearest whom it resembles most all the same, the most similar first; empty unless that was asked for
     */
    record NoMatch(ProbeFace face, List<Candidate> nearest) implements SearchedFace {
        public NoMatch {
            nearest = List.copyOf(nearest);
        }
    }

    /**
     * One of several faces, not good enough to decide by, so that nobody is similar enough.
     *
     * @param defects at least one
     * @param nearest whom it resembles most all the same, which means nothing; empty unless that was asked for
     */
    record NotJudged(ProbeFace face, List<QualityDefect> defects, List<Candidate> nearest) implements SearchedFace {
        public NotJudged {
            defects = List.copyOf(defects);
            nearest = List.copyOf(nearest);
        }
    }

    /**
     * @param found the most similar first
     * @param threshold from which score on somebody is similar enough
     */
    static SearchedFace of(ProbeFace face, List<Candidate> found, Score threshold) {
        List<Candidate> similar = found.stream()
                .filter(candidate -> candidate.comparison().score().compareTo(threshold) >= 0)
                .toList();
        return similar.isEmpty() ? new NoMatch(face, found) : new Match(face, similar);
    }
}
