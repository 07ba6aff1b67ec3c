package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.training.network.UnitVectors;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns an ONNX face embedder into a model with this project's contract: pre-processing and L2 normalisation become part
 * of the graph, channels come last, and the batch may have any size even if the model was exported for one face.
 */
public final class OnnxEmbedderImporter {
    private static final String COMMAND = "facegate models import onnx";

    private final ModelExporter exporter;

    public OnnxEmbedderImporter(ModelExporter exporter) {
        this.exporter = exporter;
    }

    /**
     * @param file its input is {@code [N, 3, S, S]}, its output {@code [N, D]}
     * @throws IOException if the file can't be read or the model can't be written
     * @throws ModelException if the file is not such a model, or uses an operator that is not supported
     */
    public ModelDescriptor importFrom(Path file, EmbedderSettings settings) throws IOException {
        return importFrom(file, OnnxModel.read(file), COMMAND, settings);
    }

    /**
     * As {@link #importFrom(Path, EmbedderSettings)}, of a file of another format that was read as ONNX.
     *
     * @param file what the model was read from
     * @param command by which it is imported
     */
    public ModelDescriptor importFrom(Path file, ModelProto model, String command, EmbedderSettings settings)
            throws IOException {
        return importFrom(file, new OnnxModel(file.toString(), model), command, settings);
    }

    private ModelDescriptor importFrom(Path file, OnnxModel onnx, String command, EmbedderSettings settings)
            throws IOException {
        AlignmentTemplate template = settings.template().of(cropSize(onnx));
        EmbedderExport export = new EmbedderExport(
                id(file, settings),
                template,
                new Provenance(Instant.now(), command, source(file), describe(settings)),
                settings.licence());
        return export.write(exporter, (tf, faces) -> {
            Operand<TFloat32> pixels = settings.preprocessing().apply(tf, faces);
            return UnitVectors.of(tf, vectors(tf, onnx, settings, pixels));
        });
    }

    private static int cropSize(OnnxModel onnx) {
        List<Long> shape = onnx.inputShape();
        boolean fits = shape.size() == 4 && shape.get(1) == 3 && shape.get(2).equals(shape.get(3));
        if (!fits) {
            throw new ModelException(
                    "The input '%s' of %s has the shape %s where [N, 3, S, S] is expected.%nMaybe it is not a face embedder, or its channels are last."
                            .formatted(onnx.input(), onnx.name(), shape));
        }
        return Math.toIntExact(shape.get(2));
    }

    private static Operand<TFloat32> vectors(
            Ops tf, OnnxModel onnx, EmbedderSettings settings, Operand<TFloat32> pixels) {
        String output = onnx.output(settings.output());
        Value value = OnnxGraph.convert(tf, onnx, Features.channelsLast(pixels), output);
        if (value instanceof Features features
                && features.rank() == 2
                && features.shape()[0] == -1
                && features.shape()[1] > 0) {
            return features.plain(tf).operand();
        }
        throw new ModelException(
                "The output '%s' of %s is %s where embeddings of the shape [N, D] are expected.%nMaybe choose another with --output."
                        .formatted(
                                output,
                                onnx.name(),
                                value instanceof Features features
                                        ? "of the shape " + features.operand().shape()
                                        : "constant"));
    }

    private static ModelId id(Path file, EmbedderSettings settings) throws IOException {
        String name = settings.name() == null ? plainName(file) : settings.name();
        return ModelIds.of(name, source(file), describe(settings));
    }

    /** The file's name without its extension, in the letters that a model id may have. */
    private static String plainName(Path file) {
        String plain = fileName(file)
                .replaceFirst("\\.[^.]*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        String named = plain.isEmpty() ? "embedder" : plain;
        return named.substring(0, Math.min(named.length(), EmbedderSettings.LONGEST_NAME));
    }

    private static Map<String, String> source(Path file) throws IOException {
        return Map.of(fileName(file), ModelFiles.sha256(file));
    }

    private static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static Map<String, String> describe(EmbedderSettings settings) {
        Map<String, String> described = new TreeMap<>(Map.of(
                "template", settings.template().name().toLowerCase(Locale.ROOT),
                "mean", Float.toString(settings.preprocessing().mean()),
                "scale", Float.toString(settings.preprocessing().scale()),
                "colour", settings.preprocessing().colour().name().toLowerCase(Locale.ROOT)));
        if (settings.output() != null) {
            described.put("output", settings.output());
        }
        return described;
    }
}
