package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.training.degradation.PrototypeMaker;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.prototype.Prototypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypesCommandTest {
    @Test
    void whatBadPicturesLookLikeIsKeptBesideTheEmbedderAndWrittenAnew(@TempDir Path temporary) throws IOException {
        DrawnFaces faces = DrawnFaces.in(temporary);
        CommandLineRun drawn =
                CommandLineRun.of("draw --people 64 --pictures 2 --side 120 --to", temporary.resolve("more"));
        assertThat(drawn.status()).as(drawn.err()).isZero();
        String command = "models prototypes --embedder %s --images %s --also %s --strangers %s --slices 0-4"
                .formatted(
                        faces.embedder(), temporary.resolve("more/images"), faces.images(), temporary.resolve("more"));

        CommandLineRun run = faces.run(command);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("18 prototypes of");
        ModelStore store = new ModelStore(faces.models());
        ModelDescriptor kept = store.find(ModelContract.Embedder.class, new ModelId(faces.embedder()));
        store.verify(kept);
        BadPictures known = Objects.requireNonNull(kept.badPictures());
        assertThat(known.prototypes())
                .hasSize(PrototypeMaker.DEGRADATIONS.size() + PrototypeMaker.COVERED.size())
                .allSatisfy(
                        prototype -> assertThat(prototype.people()).isGreaterThanOrEqualTo(BadPictures.LEAST_PEOPLE));
        assertThat(known.clear())
                .extracting(BadPictures.ClearPictures::population)
                .containsExactly("images", "images", "more");
        assertThat(known.clear().get(2).pictures())
                .as("half of the strangers of half of the slices")
                .isBetween(5, 64);
        assertThat(known.clear())
                .allSatisfy(clear -> assertThat(clear.refused()).isLessThanOrEqualTo(0.014));
        assertThat(Prototypes.load(store, kept).all()).hasSameSizeAs(known.prototypes());

        Path file = store.folder(kept.id()).resolve(known.file());
        byte[] before = Files.readAllBytes(file);
        CommandLineRun again = faces.run(command);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void tooFewPeopleMakeNone(@TempDir Path temporary) {
        DrawnFaces faces = DrawnFaces.in(temporary);

        CommandLineRun run =
                faces.run("models prototypes --embedder %s --images %s".formatted(faces.embedder(), faces.images()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("needs at least 40 people").contains("Maybe ");
    }
}
