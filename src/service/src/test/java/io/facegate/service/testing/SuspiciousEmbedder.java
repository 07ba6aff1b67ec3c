package io.facegate.service.testing;

import io.facegate.testing.TestData;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.quality.PictureFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A models folder whose embedder takes every picture for one with a covered mouth: its limit is the lowest there is. */
public final class SuspiciousEmbedder {
    private static final float LIMIT = -1;

    private SuspiciousEmbedder() {}

    /** Nothing where there are no models, since Quarkus asks for tests it will skip too. */
    public static Map<String, String> settings(Path folder) {
        if (!TestData.modelsAreThere()) {
            return Map.of();
        }
        ModelStore imported = new ModelStore(TestData.models());
        ModelStore store = new ModelStore(folder);
        try {
            for (ModelDescriptor model : imported.list()) {
                copy(imported.folder(model.id()), store.folder(model.id()));
            }
            suspect(store, store.find(ModelContract.Embedder.class, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("facegate.models.directory", folder.toString());
    }

    private static void suspect(ModelStore store, ModelDescriptor embedder) throws IOException {
        float[] values = new float[((ModelContract.Embedder) embedder.contract()).dimension()];
        values[0] = 1;
        byte[] prototypes = new Prototypes(
                        embedder.id(),
                        List.of(new Prototypes.Prototype(
                                PictureFault.COVERED_MOUTH, Embedding.of(embedder.id(), values), LIMIT)))
                .toBytes();
        store.know(
                embedder,
                new BadPictures(
                        BadPictures.FILE,
                        ModelFiles.sha256(prototypes),
                        List.of(new BadPictures.Prototype(PictureFault.COVERED_MOUTH.code(), 1, 20, null)),
                        LIMIT,
                        List.of()),
                prototypes);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
