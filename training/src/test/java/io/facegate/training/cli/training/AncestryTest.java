package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.training.tracking.Ancestor;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AncestryTest {
    @TempDir
    private Path folder;

    private Path models;
    private String model;

    @BeforeEach
    void importAModel() throws IOException {
        models = CommandLineRun.modelsWithTheBundle(folder);
        model = DrawnFaces.meanColour(folder, models, 112);
    }

    private Ancestry ancestry() {
        return new Ancestry(new ModelStore(models));
    }

    @Test
    void randomWeightsWithoutATeacherHaveNone() throws IOException {
        assertThat(ancestry().of(null, null)).isEmpty();
    }

    @Test
    void aModelIsAnAncestorUnderItsOwnTerms() throws IOException {
        assertThat(ancestry().of(models.resolve(model), null))
                .containsExactly(new Ancestor(Ancestor.Role.START, model, new Licence("unknown", "unknown")));
    }

    @Test
    void aTeacherIsLookedUpAndOneThatIsGoneIsStillNamed() throws IOException {
        String bundled = new ModelStore(models)
                .bundled(io.facegate.vision.model.ModelContract.Embedder.class)
                .get(0)
                .id()
                .value();

        assertThat(ancestry().of(null, bundled)).singleElement().satisfies(teacher -> {
            assertThat(teacher.role()).isEqualTo(Ancestor.Role.TEACHER);
            assertThat(teacher.licence().weights()).contains("MIT");
        });
        assertThat(ancestry().of(null, "gone-1"))
                .containsExactly(new Ancestor(Ancestor.Role.TEACHER, "gone-1", Licence.UNKNOWN));
    }

    @Test
    void whatARunLearntFromIsTheAncestorOfWhatGoesOnFromIt() throws IOException {
        Ancestor first = new Ancestor(Ancestor.Role.START, "resnet50-1", new Licence("MIT", "research only"));
        Ancestor teacher = new Ancestor(Ancestor.Role.TEACHER, "gone-1", Licence.UNKNOWN);
        Path run = Files.createDirectories(folder.resolve("run"));
        RunRecords.of(folder, List.of(first, teacher)).write(run);

        assertThat(ancestry().of(run, null)).containsExactly(first, teacher);
        assertThat(ancestry().of(run, "gone-1")).as("none twice").containsExactly(first, teacher);
    }
}
