package io.facegate.testing;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A models folder with the detector and two real embedders: the imported one, and a copy of it by another id and with
 * thresholds of its own, which is as incomparable to the service as any other model.
 */
public final class TwoEmbedders {
    public static final String SECOND = "second-embedder";
    /** Of the second embedder, at a false match rate of 1e-4. At 1e-2 it has too few pairs to be calibrated. */
    public static final float SECOND_THRESHOLD = 0.36f;

    private TwoEmbedders() {}

    /** What makes a service serve both; nothing where there are no models, since Quarkus asks for tests it will skip too. */
    public static Map<String, String> settings(Path folder) {
        if (!TestData.modelsAreThere()) {
            return Map.of();
        }
        String first = create(folder).value();
        return Map.of(
                "facegate.models.directory", folder.toString(),
                "facegate.models.embedder", first,
                "facegate.models.also", SECOND);
    }

    private static ModelId create(Path folder) {
        ModelStore imported = new ModelStore(TestData.models());
        ModelDescriptor detector = imported.find(ModelContract.Detector.class, null);
        ModelDescriptor embedder = imported.find(ModelContract.Embedder.class, null);
        ModelStore store = new ModelStore(folder);
        try {
            copy(imported.folder(detector.id()), store.folder(detector.id()));
            copy(imported.folder(embedder.id()), store.folder(embedder.id()));
            ModelId second = new ModelId(SECOND);
            copy(imported.folder(embedder.id()), store.folder(second));
            store.write(new ModelDescriptor(
                    second,
                    embedder.contract(),
                    embedder.files(),
                    embedder.provenance(),
                    embedder.licence(),
                    new Calibration(
                            "made up",
                            1_000_000,
                            1_000,
                            List.of(
                                    new OperatingPoint(1e-3, 0.3f, 0.01, 1_000),
                                    new OperatingPoint(1e-4, SECOND_THRESHOLD, 0.02, 100),
                                    new OperatingPoint(1e-2, 0.2f, 0.005, 9)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return embedder.id();
    }

    /** A folder with all that is in it; what is there already stays. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
