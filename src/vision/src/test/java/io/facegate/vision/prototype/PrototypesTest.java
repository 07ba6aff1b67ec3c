package io.facegate.vision.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import io.facegate.vision.prototype.Prototypes.Prototype;
import io.facegate.vision.quality.PictureFault;
import io.facegate.vision.quality.Resemblance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypesTest {
    private static final ModelId MODEL = new ModelId("model");
    private static final ModelDescriptor EMBEDDER = new ModelDescriptor(
            MODEL,
            new ModelContract.Embedder(AlignmentTemplate.arcface(112), 3),
            Map.of(),
            new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
            Licence.UNKNOWN,
            null);
    private static final Prototypes PROTOTYPES = new Prototypes(
            MODEL,
            List.of(
                    new Prototype(PictureFault.NOISE, vector(1, 0, 0), 0.7f),
                    new Prototype(PictureFault.BLUR, vector(0, 1, 0), 0.7f)));

    @Test
    void aFaceResemblesItsNearestPrototype() {
        Resemblance blurred = resemblance(vector(0.6f, 0.8f, 0));
        Resemblance clear = resemblance(vector(0.6f, 0, 0.8f));

        assertThat(blurred.fault()).isEqualTo(PictureFault.BLUR);
        assertThat(blurred.cosine()).isCloseTo(0.8f, within(1e-6f));
        assertThat(blurred.tooMuch()).isTrue();
        assertThat(clear.fault()).isEqualTo(PictureFault.NOISE);
        assertThat(clear.tooMuch()).isFalse();
    }

    @Test
    void aPrototypeWithALimitOfItsOwnIsKeptToThat(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        byte[] file = PROTOTYPES.toBytes();
        Files.createDirectories(store.folder(MODEL));
        ModelDescriptor kept = store.know(
                EMBEDDER,
                new BadPictures(
                        BadPictures.FILE,
                        ModelFiles.sha256(file),
                        List.of(
                                new BadPictures.Prototype("noise", 40, 30, null),
                                new BadPictures.Prototype("covered_eyes", 0.6, 30, 0.1f)),
                        0.7f,
                        List.of()),
                file);

        Prototypes read = Prototypes.load(store, store.find(ModelContract.Embedder.class, MODEL));
        Resemblance covered = Objects.requireNonNull(read.resemblance(vector(0.6f, 0.2f, 0.7f)));
        Resemblance clear = Objects.requireNonNull(read.resemblance(vector(0.6f, 0, 0.8f)));

        assertThat(kept.badPictures()).isNotNull();
        assertThat(covered.fault()).isEqualTo(PictureFault.COVERED_EYES);
        assertThat(covered.limit()).isEqualTo(0.1f);
        assertThat(covered.tooMuch()).isTrue();
        assertThat(clear.tooMuch()).isFalse();
        assertThat(Files.readString(store.folder(MODEL).resolve("model.json"))).containsOnlyOnce("\"limit\" : 0.1");
    }

    @Test
    void nothingIsKnownOfBadPicturesWithoutPrototypes(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        store.write(EMBEDDER);

        Prototypes none = Prototypes.load(store, EMBEDDER);

        assertThat(none.all()).isEmpty();
        assertThat(none.resemblance(vector(1, 0, 0))).isNull();
        assertThat(Files.readString(store.folder(MODEL).resolve("model.json"))).doesNotContain("badPictures");
    }

    @Test
    void theyComeBackFromTheirFile(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        keep(store, PROTOTYPES);
        ModelDescriptor kept = store.find(ModelContract.Embedder.class, MODEL);

        Prototypes read = Prototypes.load(store, kept);

        assertThat(read.all()).isEqualTo(PROTOTYPES.all());
        store.verify(kept);
    }

    @Test
    void aDamagedFileIsNoneAndAMissingOneNeither(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        ModelDescriptor kept = keep(store, PROTOTYPES);
        Path file = store.folder(MODEL).resolve(BadPictures.FILE);
        byte[] content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> Prototypes.load(store, kept)).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> store.verify(kept)).isInstanceOf(ModelException.class);
        Files.delete(file);
        assertThatThrownBy(() -> Prototypes.load(store, kept)).isInstanceOf(ModelException.class);
    }

    @Test
    void aFaultThatNobodyHereKnowsIsSaidSo(@TempDir Path root) throws IOException {
        ModelStore store = new ModelStore(root);
        byte[] file = PROTOTYPES.toBytes();
        Files.createDirectories(store.folder(MODEL));
        ModelDescriptor kept = store.know(
                EMBEDDER,
                new BadPictures(
                        BadPictures.FILE,
                        ModelFiles.sha256(file),
                        List.of(
                                new BadPictures.Prototype("noise", 40, 30, null),
                                new BadPictures.Prototype("rain", 1, 30, null)),
                        0.7f,
                        List.of()),
                file);

        assertThatThrownBy(() -> Prototypes.load(store, kept))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("rain");
    }

    @Test
    void aFaceOfAnotherModelResemblesNothingHere() {
        Embedding other = Embedding.of(new ModelId("other"), new float[] {1, 0, 0});

        assertThatThrownBy(() -> PROTOTYPES.resemblance(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Resemblance resemblance(Embedding face) {
        return Objects.requireNonNull(PROTOTYPES.resemblance(face));
    }

    private static ModelDescriptor keep(ModelStore store, Prototypes prototypes) throws IOException {
        byte[] file = prototypes.toBytes();
        Files.createDirectories(store.folder(MODEL));
        return store.know(
                EMBEDDER,
                new BadPictures(
                        BadPictures.FILE,
                        ModelFiles.sha256(file),
                        List.of(
                                new BadPictures.Prototype("noise", 40, 30, null),
                                new BadPictures.Prototype("blur", 3, 30, null)),
                        0.7f,
                        List.of(new BadPictures.ClearPictures("people", 100, 0.01))),
                file);
    }

    private static Embedding vector(float x, float y, float z) {
        return Embedding.of(MODEL, new float[] {x, y, z});
    }
}
