package io.facegate.training.detection.distillation;

import io.facegate.training.TrainingException;
import io.facegate.training.detection.FixedParameters;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.training.weights.WeightArray;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The networks of a detector that {@link DetectorExport} wrote, out of its SavedModel. */
public final class StartingDetector {
    private static final String PARAMETER = "parameters.";
    private static final String OF_LANDMARKS = "points/";

    /** A model that keeps a network as it is must tell its parameters, too: the next one may start from that. */
    private record Named(Parameters known) implements Parameters {
        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            return tf.withName(PARAMETER + name.replace('/', '.')).identity(known.weight(tf, name, shape, initializer));
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            return weight(tf, name, shape, initializer);
        }
    }

    private StartingDetector() {}

    /** SHA-256 of its weights; null for none. */
    public static @Nullable String fingerprint(@Nullable Path folder) throws IOException {
        return folder == null ? null : ModelFiles.sha256(savedModel(folder));
    }

    /**
     * @param folder of the model; null for none
     * @return without networks that it doesn't have
     * @throws TrainingException if it is no detector that was trained here
     */
    public static Map<Stage, Parameters> read(@Nullable Path folder) {
        if (folder == null) {
            return Map.of();
        }
        savedModel(folder);
        Map<Stage, Map<String, WeightArray>> arrays = new EnumMap<>(Stage.class);
        try (SavedModelBundle model = SavedModelBundle.load(folder.toString(), LoadedModel.TAG)) {
            parameters(model).forEach((name, nodes) -> stages(name, nodes)
                    .forEach((stage, node) -> arrays.computeIfAbsent(stage, network -> new HashMap<>())
                            .put(name, value(model, node))));
        }
        for (Stage stage : List.of(Stage.PROPOSAL, Stage.REFINEMENT, Stage.OUTPUT)) {
            if (!arrays.containsKey(stage)) {
                throw new TrainingException("start: %s has no %s network.%nMaybe it was imported, not trained here."
                        .formatted(folder, stage.label()));
            }
        }
        Map<Stage, Parameters> networks = new EnumMap<>(Stage.class);
        arrays.forEach((stage, values) -> networks.put(stage, new Named(new FixedParameters(values))));
        return networks;
    }

    private static Path savedModel(Path folder) {
        Path file = folder.resolve("saved_model.pb");
        if (!Files.exists(file)) {
            throw new TrainingException(
                    "start: %s is no model.%nMaybe name the folder that has its model.json.".formatted(folder));
        }
        return file;
    }

    /** The nodes of each parameter, in the order in which they were made. */
    private static Map<String, NavigableMap<Integer, GraphOperation>> parameters(SavedModelBundle model) {
        Map<String, NavigableMap<Integer, GraphOperation>> nodes = new TreeMap<>();
        model.graph().operations().forEachRemaining(node -> {
            if (node.name().startsWith(PARAMETER)) {
                String[] nameAndNumber =
                        node.name().substring(PARAMETER.length()).split("_", 2);
                nodes.computeIfAbsent(nameAndNumber[0].replace('.', '/'), name -> new TreeMap<>())
                        .put(nameAndNumber.length == 1 ? 0 : Integer.parseInt(nameAndNumber[1]), node);
            }
        });
        return nodes;
    }

    /** Three networks call their parameters by the same names; O-Net is the last to be built, P-Net is first and several times. */
    private static Map<Stage, GraphOperation> stages(String name, NavigableMap<Integer, GraphOperation> nodes) {
        if (name.startsWith(OF_LANDMARKS)) {
            return Map.of(Stage.LANDMARKS, nodes.lastEntry().getValue());
        }
        Map<Stage, GraphOperation> stages = new EnumMap<>(Stage.class);
        stages.put(Stage.OUTPUT, nodes.lastEntry().getValue());
        if (nodes.size() > 1) {
            stages.put(
                    Stage.REFINEMENT,
                    nodes.headMap(nodes.lastKey(), false).lastEntry().getValue());
        }
        if (nodes.size() > 2) {
            stages.put(Stage.PROPOSAL, nodes.firstEntry().getValue());
        }
        return stages;
    }

    private static WeightArray value(SavedModelBundle model, GraphOperation node) {
        try (Result result = model.session().runner().fetch(node.output(0)).run()) {
            TFloat32 tensor = (TFloat32) result.get(0);
            float[] values = new float[Math.toIntExact(tensor.shape().size())];
            tensor.copyTo(DataBuffers.of(values, false, false));
            int[] shape = Arrays.stream(tensor.shape().asArray())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            return new WeightArray(shape, values);
        }
    }
}
