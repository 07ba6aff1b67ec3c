package io.facegate.service.comparison;

import io.facegate.service.database.Transactions;
import io.facegate.service.decision.Comparison;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.event.Events;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.Normalisations;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityCheck;
import io.facegate.service.quality.QualityRules;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.ScoreNormalisation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Decides whether two faces are one person's, whoever that is. */
@Singleton
public final class CompareService {
    private final FaceReader faces;
    private final QualityCheck quality;
    private final ModelId embedder;
    private final ScoreNormalisation normalisation;
    private final DecisionPolicy policy;
    private final Transactions transactions;
    private final Events events;

    CompareService(
            FaceReader faces,
            QualityRules quality,
            ModelCatalog catalog,
            Normalisations normalisations,
            DecisionPolicy policy,
            Transactions transactions,
            Events events) {
        this.faces = faces;
        this.quality = quality.check(Purpose.COMPARISON);
        this.embedder = catalog.embedder().id();
        this.normalisation = normalisations.of(embedder);
        this.policy = policy;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param reference by the embedder that is used where none is named
     * @param picture encoded
     * @param choice of one face
     */
    public Uni<ComparisonOutcome> compare(Embedding reference, byte[] picture, FaceChoice choice) {
        return compare(List.of(picture), choice, reads -> reference);
    }

    /**
     * @param reference an encoded picture
     * @param probe an encoded picture
     * @param choice of one face of each
     */
    public Uni<ComparisonOutcome> compare(byte[] reference, byte[] probe, FaceChoice choice) {
        return compare(
                List.of(reference, probe), choice, reads -> reads.get(0).face().embedding());
    }

    /**
     * @param pictures the last one is the probe
     * @param reference to compare it with, of what was read
     */
    private Uni<ComparisonOutcome> compare(
            List<byte[]> pictures, FaceChoice choice, Function<List<FaceReading.Read>, Embedding> reference) {
        return faces.readProbes(pictures, choice, List.of(embedder), quality)
                .map(readings -> outcome(readings, reference))
                .call(outcome -> outcome instanceof ComparisonOutcome.Compared compared
                        ? decided(compared)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> decided(ComparisonOutcome.Compared compared) {
        return transactions.run(work -> events.publish(work, new FacesCompared(compared.verdict(), compared.model())));
    }

    private ComparisonOutcome outcome(
            List<FaceReading> readings, Function<List<FaceReading.Read>, Embedding> reference) {
        List<FaceReading.Read> reads = new ArrayList<>(readings.size());
        for (FaceReading reading : readings) {
            if (reading instanceof FaceReading.Refused refused) {
                return new ComparisonOutcome.Refused(reads.size(), refused.why());
            }
            reads.add((FaceReading.Read) reading);
        }
        Embedding probe = reads.get(reads.size() - 1).face().embedding();
        return new ComparisonOutcome.Compared(
                policy.judge(compare(reference.apply(reads), probe)),
                embedder,
                reads.stream().map(FaceReading.Read::probe).toList());
    }

    private Comparison compare(Embedding reference, Embedding probe) {
        return new Comparison(reference.similarityTo(probe), normalisation.score(reference, probe));
    }
}
