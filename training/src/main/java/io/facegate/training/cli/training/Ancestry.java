package io.facegate.training.cli.training;

import io.facegate.training.tracking.Ancestor;
import io.facegate.training.tracking.RunRecord;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models that a run learns from, with their licences.
 *
 * @param store in which a teacher is looked up
 */
record Ancestry(ModelStore store) {

    /**
     * @param start folder of a model or of a run, whose ancestors are this one's too; null for random weights
     * @param teacher id of an embedder; null for none
     */
    List<Ancestor> of(@Nullable Path start, @Nullable String teacher) throws IOException {
        Set<Ancestor> ancestors = new LinkedHashSet<>();
        if (start != null) {
            ancestors.addAll(ofStart(start));
        }
        if (teacher != null) {
            ancestors.add(new Ancestor(Ancestor.Role.TEACHER, teacher, licenceOf(teacher)));
        }
        return new ArrayList<>(ancestors);
    }

    private static List<Ancestor> ofStart(Path start) throws IOException {
        ModelDescriptor model = ModelStore.describe(start);
        if (model != null) {
            return List.of(new Ancestor(Ancestor.Role.START, model.id().value(), model.licence()));
        }
        return RunRecord.read(start).map(RunRecord::ancestors).orElse(List.of());
    }

    private Licence licenceOf(String id) {
        return store.list().stream()
                .filter(model -> model.id().value().equals(id))
                .findFirst()
                .map(ModelDescriptor::licence)
                .orElse(Licence.UNKNOWN);
    }
}
