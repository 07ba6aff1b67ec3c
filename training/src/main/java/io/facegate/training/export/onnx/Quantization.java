package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an embedder of 8 bits of one of float32, for ONNX Runtime alone. It is another model, with an id of its own: its
 * embeddings drift from those of the first, so its thresholds are others and galleries have to move to it.
 *
 * @param model the network
 * @param drift from the embeddings of float32
 */
public record Quantization(ModelProto model, Drift drift) {
    /** So many faces tell how far embeddings drift: a quarter. */
    private static final int SHARE_OF_DRIFT = 4;

    private static final int LEAST_FACES = 2 * SHARE_OF_DRIFT;

    /**
     * How similar embeddings of 8 bits are to those of float32 of the same faces.
     *
     * @param faces that were compared; none of them took part in measuring ranges
     * @param mean of the cosines
     * @param lowest of the cosines
     */
    public record Drift(int faces, double mean, double lowest) {}

    /**
     * @param folder of the embedder's SavedModel
     * @param faces aligned by the embedder's template
     * @throws ModelException if there are too few faces, or the embedder has an operation that is not exported
     */
    public static Quantization of(ModelDescriptor embedder, Path folder, List<FaceCrop> faces, WeightBits bits) {
        if (!(embedder.contract() instanceof ModelContract.Embedder contract)) {
            throw new ModelException("Model %s is not an embedder".formatted(embedder.id()));
        }
        if (faces.size() < LEAST_FACES) {
            throw new ModelException(
                    "%d faces are too few to measure ranges on: at least %d are needed, some hundreds are better."
                            .formatted(faces.size(), LEAST_FACES));
        }
        int measured = faces.size() - faces.size() / SHARE_OF_DRIFT;
        ModelProto floats = OnnxExport.of(embedder.id(), contract, folder);
        QuantizedValues values = new QuantizedValues(floats.getGraph());
        Map<String, Range> ranges = ActivationRanges.measure(floats, values.all(), faces.subList(0, measured));
        ModelProto quantized = QuantizedModel.of(floats, values, ranges, bits);
        return new Quantization(quantized, drift(floats, quantized, faces.subList(measured, faces.size())));
    }

    private static Drift drift(ModelProto floats, ModelProto quantized, List<FaceCrop> faces) {
        double sum = 0;
        double lowest = 1;
        try (OnnxSession exact = new OnnxSession(floats);
                OnnxSession rounded = new OnnxSession(quantized)) {
            for (FaceCrop face : faces) {
                float[] one = exact.run(face).values(ModelContract.Embedder.EMBEDDINGS);
                float[] other = rounded.run(face).values(ModelContract.Embedder.EMBEDDINGS);
                double cosine = 0;
                for (int i = 0; i < one.length; i++) {
                    cosine += (double) one[i] * other[i];
                }
                sum += cosine;
                lowest = Math.min(lowest, cosine);
            }
        }
        return new Drift(faces.size(), sum / faces.size(), lowest);
    }

    /**
     * Puts it into a store, without any calibration.
     *
     * @param original what it was made of
     * @param name how its id begins
     * @param settings what else to remember of how it was made
     */
    public ModelDescriptor write(Path root, ModelDescriptor original, String name, Map<String, String> settings)
            throws IOException {
        byte[] file = model.toByteArray();
        Map<String, String> source = new HashMap<>();
        original.files().forEach((path, sum) -> source.put("%s of %s".formatted(path, original.id()), sum));
        source.put(ModelDescriptor.ONNX_FILE, ModelFiles.sha256(file));
        Map<String, String> described = new HashMap<>(settings);
        described.put("storage", "int8");
        described.put("quantized from", original.id().value());
        described.put("drift: faces", Integer.toString(drift.faces()));
        described.put("drift: mean cosine", Double.toString(drift.mean()));
        described.put("drift: lowest cosine", Double.toString(drift.lowest()));
        return new ModelExporter(root)
                .export(
                        folder -> Files.write(folder.resolve(ModelDescriptor.ONNX_FILE), file),
                        ModelIds.of(name, source, Map.of()),
                        original.contract(),
                        new Provenance(Instant.now(), "facegate models quantize", source, described),
                        original.licence());
    }
}
