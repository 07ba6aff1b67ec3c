package io.facegate.service.comparison;

import io.facegate.service.database.Transactions;
import io.facegate.service.decision.Comparison;
import io.facegate.service.decision.DecidedByEmbedding;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Verdict;
import io.facegate.service.event.Events;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.Normalisations;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.ScoreNormalisation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Decides whether embeddings are of one person, whoever that is. What {@link CompareService} refuses for its quality can't be
 * seen here, so the operator opens it, or nobody asks.
 */
@Singleton
public final class EmbeddingComparison {
    private final InferenceExecutor executor;
    private final ModelId embedder;
    private final ScoreNormalisation normalisation;
    private final DecisionPolicy policy;
    private final Transactions transactions;
    private final Events events;

    EmbeddingComparison(
            InferenceExecutor executor,
            ModelCatalog catalog,
            Normalisations normalisations,
            DecisionPolicy policy,
            Transactions transactions,
            Events events) {
        this.executor = executor;
        this.embedder = catalog.embedder().id();
        this.normalisation = normalisations.of(embedder);
        this.policy = policy;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param source by the embedder that is used where none is named, as all targets
     * @return whether each of the targets is the source's, in their order
     */
    public Uni<List<Verdict>> compare(Embedding source, List<Embedding> targets) {
        return executor.compute(List.of(), () -> targets.stream()
                        .map(target -> policy.judge(compare(source, target)))
                        .toList())
                .call(this::decided);
    }

    private Comparison compare(Embedding source, Embedding target) {
        return new Comparison(source.similarityTo(target), normalisation.score(source, target));
    }

    private Uni<Void> decided(List<Verdict> verdicts) {
        return transactions.run(work -> Multi.createFrom()
                .iterable(verdicts)
                .onItem()
                .transformToUniAndConcatenate(
                        verdict -> events.publish(work, new DecidedByEmbedding(new FacesCompared(verdict, embedder))))
                .onItem()
                .ignoreAsUni());
    }
}
