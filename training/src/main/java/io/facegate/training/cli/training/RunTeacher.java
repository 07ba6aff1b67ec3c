package io.facegate.training.cli.training;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StageSettings;
import io.facegate.training.loss.LossSettings;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who teaches a run: an embedder that is asked in every step, one whose answers were prepared with the faces, or nobody. */
final class RunTeacher implements AutoCloseable {
    private final @Nullable Teacher asked;
    private final @Nullable String id;

    private RunTeacher(@Nullable Teacher asked, @Nullable String id) {
        this.asked = asked;
        this.id = id;
    }

    /**
     * @param store in which the teacher is looked for
     */
    static RunTeacher of(RunSettings settings, PreparedDataset dataset, ModelStore store) throws IOException {
        Teaching taught = dataset.teaching();
        if (taught != null) {
            return new RunTeacher(null, taught.teacher());
        }
        if (settings.stages().stream().map(StageSettings::loss).noneMatch(LossSettings::needsTeacher)) {
            return new RunTeacher(null, null);
        }
        String wanted = settings.teacher();
        Teacher teacher = Teacher.open(store, wanted == null ? null : new ModelId(wanted));
        return new RunTeacher(teacher, teacher.descriptor().id().value());
    }

    /** Null if none is asked. */
    @Nullable
    Teacher asked() {
        return asked;
    }

    /** Null if nobody teaches. */
    @Nullable
    String id() {
        return id;
    }

    @Override
    public void close() {
        if (asked != null) {
            asked.close();
        }
    }
}
