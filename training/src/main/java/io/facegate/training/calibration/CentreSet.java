package io.facegate.training.calibration;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.Sha256;
import io.facegate.vision.score.ScoreNormalisation;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Centres, and whose pictures they are made of. */
record CentreSet(List<Embedding> centres, int fewestPictures, List<Normalisation.Source> madeOf) {
    private static final String OWN = "added";
    private static final int NAMED = 8;

    CentreSet {
        centres = List.copyOf(centres);
        madeOf = List.copyOf(madeOf);
    }

    /** These, and those of one's own people. */
    CentreSet with(Centres own, int pictures) {
        List<Embedding> all = new ArrayList<>(centres);
        all.addAll(own.embeddings());
        List<Normalisation.Source> sources = new ArrayList<>(madeOf);
        sources.add(new Normalisation.Source(OWN, pictures));
        return new CentreSet(all, Math.min(fewestPictures, own.fewestPictures()), sources);
    }

    ScoreNormalisation scores(int neighbours) {
        return new ScoreNormalisation(centres.get(0).model(), centres, Math.min(neighbours, centres.size()));
    }

    /** Its file is named after its content, so that another one never takes its place half-way. */
    Normalisation normalisation(int neighbours) {
        ScoreNormalisation scores = scores(neighbours);
        MessageDigest digest = Sha256.digest();
        digest.update(scores.toBytes());
        String checksum = Sha256.hex(digest);
        return new Normalisation(
                "centres-%s.f32".formatted(checksum.substring(0, NAMED)),
                checksum,
                centres.size(),
                scores.neighbours(),
                fewestPictures,
                madeOf);
    }
}
