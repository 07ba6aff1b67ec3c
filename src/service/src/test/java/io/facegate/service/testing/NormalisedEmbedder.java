package io.facegate.service.testing;

import io.facegate.testing.TestData;
import io.facegate.testing.TwoEmbedders;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Calibration.Unsupported;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import io.facegate.vision.model.PopulationRates.Rate;
import io.facegate.vision.model.Sha256;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A models folder with the detector and the real embedder, calibrated with centres and two populations of grown people, and
 * with children's thresholds at one rate alone. The centres are made up: real scores, of a made-up neighbourhood.
 */
public final class NormalisedEmbedder {
    public static final float THRESHOLD = 0.25f;
    public static final String DECIDED_BY = "village";
    public static final long PAIRS = 1_100_000;
    public static final float CHILDREN_THRESHOLD = 0.4f;

    private static final int CENTRES = 64;
    private static final int NEIGHBOURS = 4;

    private NormalisedEmbedder() {}

    /** What makes a service serve it by its calibration; nothing where there are no models. */
    public static Map<String, String> settings(Path folder) {
        if (!TestData.modelsAreThere()) {
            return Map.of();
        }
        create(folder);
        return Map.of(
                "facegate.models.directory", folder.toString(),
                "facegate.decision.grant-threshold", "",
                "facegate.decision.step-up-threshold", "",
                "facegate.search.choose-every", "1S");
    }

    private static void create(Path folder) {
        ModelStore imported = new ModelStore(TestData.models());
        ModelDescriptor detector = imported.find(ModelContract.Detector.class, null);
        ModelDescriptor embedder = imported.find(ModelContract.Embedder.class, null);
        ModelStore store = new ModelStore(folder);
        try {
            TwoEmbedders.copy(imported.folder(detector.id()), store.folder(detector.id()));
            TwoEmbedders.copy(imported.folder(embedder.id()), store.folder(embedder.id()));
            byte[] centres = centres(embedder.id(), ((ModelContract.Embedder) embedder.contract()).dimension());
            store.calibrate(embedder, calibration(centres), centres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] centres(ModelId embedder, int dimension) {
        Random random = new Random(1);
        return new ScoreNormalisation(
                        embedder,
                        IntStream.range(0, CENTRES)
                                .mapToObj(i -> {
                                    float[] values = new float[dimension];
                                    for (int j = 0; j < dimension; j++) {
                                        values[j] = (float) random.nextGaussian();
                                    }
                                    return Embedding.of(embedder, values);
                                })
                                .toList(),
                        NEIGHBOURS)
                .toBytes();
    }

    private static Calibration calibration(byte[] centres) {
        return new Calibration(
                "made up",
                3_000_000,
                1_000,
                List.of(
                        new OperatingPoint(1e-2, 0.1f, 0.005, 11_000, DECIDED_BY),
                        new OperatingPoint(1e-3, 0.2f, 0.01, 1_100, DECIDED_BY),
                        new OperatingPoint(1e-4, THRESHOLD, 0.02, 110, DECIDED_BY)),
                List.of(),
                Calibration.WORST,
                new Normalisation(
                        "centres.f32",
                        HexFormat.of().formatHex(Sha256.digest().digest(centres)),
                        CENTRES,
                        NEIGHBOURS,
                        Normalisation.LEAST_PICTURES,
                        List.of()),
                List.of(
                        new PopulationRates("city", PopulationKind.GROWN, 2_000, 1_900_000, 3, List.of()),
                        new PopulationRates(
                                DECIDED_BY,
                                PopulationKind.GROWN,
                                1_500,
                                PAIRS,
                                2,
                                List.of(new Rate(PopulationKind.GROWN, 1e-4, 110, 1e-4, 1.2e-4, 1.1e-4))),
                        new PopulationRates("school", PopulationKind.CHILDREN, 900, 400_000, 1, List.of())),
                new OperatingPoints(
                        400_000,
                        List.of(new OperatingPoint(1e-2, CHILDREN_THRESHOLD, 0.3, 4_000, "school")),
                        List.of(new Unsupported(1e-4, 40, 0.97))));
    }
}
