package io.facegate.training.export;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.CodedOutputStream;
import io.facegate.vision.model.LoadedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A graph whose weights are constants.
 *
 * <p>Constants let TensorFlow fold and fuse them when the model is loaded (a batch normalisation disappears into its
 * convolution), which it doesn't do for variables. A SavedModel of constants must stay below the 2 GiB of a protocol
 * buffer. The same graph always gives the same file, so that its checksum can be compared.
 *
 * @param graph without variables; it stays the caller's to close
 * @param inputs placeholders by the names that callers of the model use
 * @param outputs results by the names that callers of the model use
 */
public record FrozenGraph(Graph graph, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs)
        implements SavedModelSource {

    private static final String METHOD = "tensorflow/serving/predict";

    public FrozenGraph {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    @Override
    public void writeTo(Path folder) throws IOException {
        SignatureDef signature = SignatureDef.newBuilder()
                .setMethodName(METHOD)
                .putAllInputs(tensorInfos(inputs))
                .putAllOutputs(tensorInfos(outputs))
                .build();
        MetaGraphDef metaGraph = MetaGraphDef.newBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder()
                        .addTags(LoadedModel.TAG)
                        .setTensorflowVersion(TensorFlow.version()))
                .setGraphDef(graph.toGraphDef())
                .putSignatureDef(LoadedModel.SIGNATURE, signature)
                .build();
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(metaGraph)
                .build();
        try (OutputStream out = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
            CodedOutputStream coded = CodedOutputStream.newInstance(out);
            coded.useDeterministicSerialization();
            model.writeTo(coded);
            coded.flush();
        }
    }

    private static Map<String, TensorInfo> tensorInfos(Map<String, Operand<?>> ends) {
        return ends.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey, end -> tensorInfo(end.getValue().asOutput())));
    }

    private static TensorInfo tensorInfo(Output<?> output) {
        return TensorInfo.newBuilder()
                .setName(output.op().name() + ":" + output.index())
                .setDtype(output.dataType())
                .setTensorShape(shapeProto(output.shape()))
                .build();
    }

    private static TensorShapeProto shapeProto(Shape shape) {
        if (shape.isUnknown()) {
            return TensorShapeProto.newBuilder().setUnknownRank(true).build();
        }
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (long size : shape.asArray()) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return proto.build();
    }
}
