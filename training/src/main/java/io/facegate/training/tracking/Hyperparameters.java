package io.facegate.training.tracking;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import java.time.Instant;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A run's settings as TensorBoard's hparams plugin reads them, message by message of its {@code plugin_data.proto}, for
 * which there are no Java classes.
 *
 * <p>There is no summary of the whole experiment: TensorBoard would take that of any one run for all of them, and show no
 * setting that this one lacks. Without it, TensorBoard gathers what the runs have.
 */
final class Hyperparameters {
    private static final String PLUGIN = "hparams";
    private static final double NANOS_PER_SECOND = 1e9;

    // fields of HParamsPluginData
    private static final int SESSION_START = 3;
    private static final int SESSION_END = 4;
    // of SessionStartInfo, and of an entry of its map
    private static final int SETTINGS = 1;
    private static final int START_SECONDS = 5;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    // of SessionEndInfo
    private static final int STATUS = 1;
    private static final int END_SECONDS = 2;

    private Hyperparameters() {}

    /** The summary with which a run begins. */
    static Summary.Value start(RunDescription run, Instant now) {
        Field.Builder entries = Field.newBuilder();
        run.settings().forEach((path, value) -> entries.addLengthDelimited(entry(path, value)));
        UnknownFieldSet start = UnknownFieldSet.newBuilder()
                .addField(SETTINGS, entries.build())
                .addField(START_SECONDS, seconds(now))
                .build();
        return summary("_hparams_/session_start_info", SESSION_START, start);
    }

    /** The summary with which it ends; one that was stopped is still running, as far as the plugin has words for it. */
    static Summary.Value end(RunEnd end, Instant now) {
        int status =
                switch (end) {
                    case FINISHED -> 1;
                    case FAILED -> 2;
                    case STOPPED -> 3;
                };
        UnknownFieldSet.Builder ended = UnknownFieldSet.newBuilder()
                .addField(STATUS, Field.newBuilder().addVarint(status).build());
        if (end != RunEnd.STOPPED) {
            ended.addField(END_SECONDS, seconds(now));
        }
        return summary("_hparams_/session_end_info", SESSION_END, ended.build());
    }

    private static ByteString entry(String path, Object value) {
        return UnknownFieldSet.newBuilder()
                .addField(KEY, delimited(ByteString.copyFromUtf8(path)))
                .addField(VALUE, delimited(value(value).toByteString()))
                .build()
                .toByteString();
    }

    private static Value value(Object value) {
        if (value instanceof Number number) {
            return Value.newBuilder().setNumberValue(number.doubleValue()).build();
        }
        if (value instanceof Boolean truth) {
            return Value.newBuilder().setBoolValue(truth).build();
        }
        return Value.newBuilder().setStringValue(value.toString()).build();
    }

    private static Field delimited(ByteString bytes) {
        return Field.newBuilder().addLengthDelimited(bytes).build();
    }

    private static Field seconds(Instant time) {
        double seconds = time.getEpochSecond() + time.getNano() / NANOS_PER_SECOND;
        return Field.newBuilder().addFixed64(Double.doubleToLongBits(seconds)).build();
    }

    private static Summary.Value summary(String tag, int field, UnknownFieldSet data) {
        ByteString content = UnknownFieldSet.newBuilder()
                .addField(field, delimited(data.toByteString()))
                .build()
                .toByteString();
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setMetadata(SummaryMetadata.newBuilder()
                        .setPluginData(SummaryMetadata.PluginData.newBuilder()
                                .setPluginName(PLUGIN)
                                .setContent(content)))
                // all is in the metadata, and a summary needs a value
                .setTensor(TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dim.newBuilder().setSize(0))))
                .build();
    }
}
