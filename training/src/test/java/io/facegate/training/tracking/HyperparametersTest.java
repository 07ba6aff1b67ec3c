package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;

/** Reads back by the field numbers of TensorBoard's {@code plugin_data.proto}. */
class HyperparametersTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000, 250_000_000);

    private static UnknownFieldSet data(Summary.Value summary, int field) throws InvalidProtocolBufferException {
        assertThat(summary.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
        assertThat(summary.getTensor().getDtype()).isEqualTo(DataType.DT_FLOAT);
        assertThat(summary.getTensor().getTensorShape().getDim(0).getSize()).isZero();
        UnknownFieldSet all =
                UnknownFieldSet.parseFrom(summary.getMetadata().getPluginData().getContent());
        assertThat(all.asMap()).containsOnlyKeys(field);
        return UnknownFieldSet.parseFrom(
                all.getField(field).getLengthDelimitedList().get(0));
    }

    @Test
    void settingsKeepTheirTypes() throws InvalidProtocolBufferException {
        Summary.Value summary = Hyperparameters.start(
                new RunDescription(
                        "first", new TreeMap<>(Map.of("seed", 1, "rates/head", 1e-4, "projection", true, "kind", "x"))),
                NOW);

        UnknownFieldSet start = data(summary, 3);
        Map<String, Value> settings = new HashMap<>();
        for (ByteString entry : start.getField(1).getLengthDelimitedList()) {
            UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
            settings.put(
                    pair.getField(1).getLengthDelimitedList().get(0).toStringUtf8(),
                    Value.parseFrom(pair.getField(2).getLengthDelimitedList().get(0)));
        }
        assertThat(settings)
                .containsEntry("seed", Value.newBuilder().setNumberValue(1).build())
                .containsEntry(
                        "rates/head", Value.newBuilder().setNumberValue(1e-4).build())
                .containsEntry(
                        "projection", Value.newBuilder().setBoolValue(true).build())
                .containsEntry("kind", Value.newBuilder().setStringValue("x").build());
        assertThat(seconds(start, 5)).isEqualTo(1_800_000_000.25);
    }

    @Test
    void theEndHasAStatus() throws InvalidProtocolBufferException {
        UnknownFieldSet finished = data(Hyperparameters.end(RunEnd.FINISHED, NOW), 4);
        UnknownFieldSet failed = data(Hyperparameters.end(RunEnd.FAILED, NOW), 4);
        UnknownFieldSet stopped = data(Hyperparameters.end(RunEnd.STOPPED, NOW), 4);

        assertThat(finished.getField(1).getVarintList()).containsExactly(1L);
        assertThat(failed.getField(1).getVarintList()).containsExactly(2L);
        assertThat(seconds(failed, 2)).isEqualTo(1_800_000_000.25);
        // it goes on some day
        assertThat(stopped.getField(1).getVarintList()).containsExactly(3L);
        assertThat(stopped.hasField(2)).isFalse();
    }

    private static double seconds(UnknownFieldSet message, int field) {
        return Double.longBitsToDouble(message.getField(field).getFixed64List().get(0));
    }
}
