package io.facegate.service.identification;

import io.facegate.service.database.Transactions;
import io.facegate.service.decision.DecidedByEmbedding;
import io.facegate.service.decision.Threshold;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.template.Candidate;
import io.facegate.service.template.SearchThresholds;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Looks for the people of embeddings that were brought (1:N). What {@link IdentificationService} refuses for its quality can't
 * be seen here, so the operator opens it, or nobody asks.
 */
@Singleton
public final class EmbeddingIdentification {
    private final SearchThresholds thresholds;
    private final TemplateStore store;
    private final Transactions transactions;
    private final Events events;

    EmbeddingIdentification(
            SearchThresholds thresholds, TemplateStore store, Transactions transactions, Events events) {
        this.thresholds = thresholds;
        this.store = store;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Who the embeddings may be of.
     *
     * @param people of each, in the order of the embeddings: those who are similar enough, or else the nearest, if that was
     *     asked for
     * @param threshold least score of whom is identified
     */
    public record Searched(List<List<Candidate>> people, Threshold threshold) {
        public Searched {
            people = List.copyOf(people);
        }
    }

    /**
     * @param probes of the gallery's embedder
     * @param limit at most so many candidates for each
     * @return fails with {@link GalleryException.WrongModel} if the gallery has moved to another embedder just now
     */
    public Uni<Searched> identify(Gallery gallery, List<Embedding> probes, CandidateLimit limit, Strangers strangers) {
        return thresholds.of(gallery, null).chain(threshold -> Multi.createFrom()
                .iterable(probes)
                .onItem()
                .transformToUniAndConcatenate(probe -> store.nearest(
                        gallery.name(), probe, limit.value(), strangers.least(new Score(threshold.score()))))
                .collect()
                .asList()
                .call(found -> searched(gallery, found, threshold))
                .map(found -> new Searched(
                        found.stream().map(people -> told(people, threshold)).toList(), threshold)));
    }

    private Uni<Void> searched(Gallery gallery, List<List<Candidate>> found, Threshold threshold) {
        return transactions.run(work -> Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(people -> events.publish(
                        work,
                        new DecidedByEmbedding(new FaceSearched(
                                gallery.name(), similar(people, threshold), threshold, gallery.model()))))
                .onItem()
                .ignoreAsUni());
    }

    private static List<Candidate> told(List<Candidate> found, Threshold threshold) {
        List<Candidate> similar = similar(found, threshold);
        return similar.isEmpty() ? found : similar;
    }

    private static List<Candidate> similar(List<Candidate> found, Threshold threshold) {
        Score least = new Score(threshold.score());
        return found.stream()
                .filter(candidate -> candidate.comparison().score().compareTo(least) >= 0)
                .toList();
    }
}
