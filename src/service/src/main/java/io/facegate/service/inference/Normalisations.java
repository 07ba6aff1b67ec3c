package io.facegate.service.inference;

import io.facegate.service.config.StartupProblem;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.ScoreNormalisation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What makes a score of a similarity, for each embedder that is served. */
@Singleton
public final class Normalisations {
    private final Map<ModelId, ScoreNormalisation> byModel;

    @Inject
    Normalisations(ModelCatalog catalog) {
        this(read(catalog));
    }

    public Normalisations(List<ScoreNormalisation> all) {
        this.byModel =
                all.stream().collect(Collectors.toUnmodifiableMap(ScoreNormalisation::model, Function.identity()));
    }

    private static List<ScoreNormalisation> read(ModelCatalog catalog) {
        try {
            return catalog.embedders().stream()
                    .map(embedder -> ScoreNormalisation.load(catalog.store(), embedder))
                    .toList();
        } catch (ModelException e) {
            throw StartupProblem.of(
                    e, "FACEGATE_MODELS is the folder of models.", "compare them: ./facegate models verify");
        }
    }

    /**
     * @param embedder one that is served
     */
    public ScoreNormalisation of(ModelId embedder) {
        return Objects.requireNonNull(byModel.get(embedder), "the embedder is served");
    }

    public List<ScoreNormalisation> all() {
        return List.copyOf(byModel.values());
    }
}
