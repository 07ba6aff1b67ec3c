package io.facegate.service.template;

import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.inference.Normalisations;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Sha256;
import io.facegate.vision.score.ScoreNormalisation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The centres of the embedders as the database knows them: it scores by those that are asked for, so that two services of
 * different calibrations each get their own scores.
 */
@Singleton
public final class ScoringCentres {
    private static final String ADD_MODEL =
            "INSERT INTO models (model_id, dimension) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private static final String USE = "SELECT use_centres($1, $2, $3, $4::text[]::vector[])";
    private static final String UNKNOWN = "FG005";

    private final Transactions transactions;
    private final Map<ModelId, Centres> byModel;
    private final Set<ModelId> known = ConcurrentHashMap.newKeySet();

    public ScoringCentres(Transactions transactions, Normalisations normalisations) {
        this.transactions = transactions;
        this.byModel = normalisations.all().stream()
                .map(Centres::new)
                .collect(Collectors.toUnmodifiableMap(
                        centres -> centres.normalisation().model(), Function.identity()));
    }

    /**
     * @param fingerprint names the values; null of an embedder without centres
     */
    private record Centres(
            ScoreNormalisation normalisation, @Nullable String fingerprint) {
        Centres(ScoreNormalisation normalisation) {
            this(
                    normalisation,
                    normalisation.centres().isEmpty()
                            ? null
                            : "%d-%s"
                                    .formatted(
                                            normalisation.neighbours(),
                                            HexFormat.of()
                                                    .formatHex(Sha256.digest().digest(normalisation.toBytes()))));
        }

        Tuple model() {
            return Tuple.of(
                    normalisation.model().value(),
                    normalisation.centres().get(0).dimension());
        }

        Tuple use() {
            return Tuple.of(
                    normalisation.model().value(),
                    fingerprint,
                    normalisation.neighbours(),
                    normalisation.centres().stream()
                            .map(Embedding::values)
                            .map(Arrays::toString)
                            .toArray(String[]::new));
        }
    }

    /**
     * Does something by an embedder's centres, once the database knows them; and once more if it has forgotten them, as one
     * that was restored has.
     *
     * @param work takes the fingerprint; empty without centres
     */
    <T> Uni<T> by(ModelId embedder, Function<Optional<String>, Uni<T>> work) {
        Optional<String> fingerprint =
                Optional.ofNullable(byModel.get(embedder)).map(Centres::fingerprint);
        if (fingerprint.isEmpty()) {
            return work.apply(fingerprint);
        }
        return whenKnown(embedder)
                .chain(() -> work.apply(fingerprint))
                .onFailure(failure -> UNKNOWN.equals(SqlState.of(failure)))
                .recoverWithUni(() -> {
                    known.remove(embedder);
                    return whenKnown(embedder).chain(() -> work.apply(fingerprint));
                });
    }

    /** As the other, in a unit of work, which a failure ends. */
    <T> Uni<T> by(UnitOfWork unit, ModelId embedder, Function<Optional<String>, Uni<T>> work) {
        Centres centres = byModel.get(embedder);
        String fingerprint = centres == null ? null : centres.fingerprint();
        if (centres == null || fingerprint == null) {
            return work.apply(Optional.empty());
        }
        Uni<Void> ready = known.contains(embedder) ? Uni.createFrom().voidItem() : makeKnown(unit, centres);
        return ready.chain(() -> work.apply(Optional.of(fingerprint)))
                .onFailure(failure -> UNKNOWN.equals(SqlState.of(failure)))
                .invoke(() -> known.remove(embedder));
    }

    private Uni<Void> whenKnown(ModelId embedder) {
        return known.contains(embedder) ? Uni.createFrom().voidItem() : makeKnown(embedder);
    }

    /** From now on the database scores new templates of this embedder by these centres. */
    Uni<Void> makeKnown(ModelId embedder) {
        Centres centres = byModel.get(embedder);
        return centres == null
                ? Uni.createFrom().voidItem()
                : transactions.runInBackground(unit -> makeKnown(unit, centres)).invoke(() -> known.add(embedder));
    }

    private static Uni<Void> makeKnown(UnitOfWork unit, Centres centres) {
        // an embedder without centres needn't be known before its first gallery
        Uni<?> model =
                centres.fingerprint() == null ? Uni.createFrom().voidItem() : unit.execute(ADD_MODEL, centres.model());
        return model.chain(() -> unit.execute(USE, centres.use())).replaceWithVoid();
    }

    Set<ModelId> embedders() {
        return byModel.keySet();
    }
}
