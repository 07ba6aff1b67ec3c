package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.fit.StepTrace.Part;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

class StepTraceTest {
    private static NodeExecStats node(String name, String label, long micros) {
        return NodeExecStats.newBuilder()
                .setNodeName(name)
                .setTimelineLabel(label)
                .setOpStartRelMicros(5)
                .setOpEndRelMicros(5 + micros)
                .build();
    }

    private static StepTrace trace(NodeExecStats... nodes) {
        return StepTrace.of(StepStats.newBuilder()
                .addDevStats(DeviceStepStats.newBuilder().addAllNodeStats(Arrays.asList(nodes)))
                .build());
    }

    @Test
    void anOperationIsOfThePartWhoseScopeItsNameBeginsWith() {
        StepTrace trace = trace(
                node("augmentation/Mul", "", 1),
                node("forward/Conv2D_3", "", 20),
                node("teacher/call", "", 3),
                node("loss/Sum", "", 4),
                node("gradients/Conv2DBackpropFilter", "", 50),
                node("optimizer/ResourceApplyAdam", "", 6),
                node("Const", "", 7),
                node("forwarding/Identity", "", 8));

        assertThat(trace.microsByPart())
                .containsOnly(
                        entry(Part.AUGMENTATION, 1L),
                        entry(Part.FORWARD, 20L),
                        entry(Part.TEACHER, 3L),
                        entry(Part.LOSS, 4L),
                        entry(Part.BACKWARD, 50L),
                        entry(Part.OPTIMIZER, 6L),
                        entry(Part.OTHER, 15L));
        assertThat(trace.micros()).isEqualTo(99);
        assertThat(trace.share(Part.BACKWARD)).isCloseTo(50 / 99.0, within(1e-12));
    }

    @Test
    void devicesAndOperationsOfAKindAddUp() {
        StepStats stats = StepStats.newBuilder()
                .addDevStats(DeviceStepStats.newBuilder()
                        .addNodeStats(node("forward/a", "forward/a = Conv2D(x, y)", 10))
                        .addNodeStats(node("forward/b", "forward/b = MatMul(x, y)", 3)))
                .addDevStats(
                        DeviceStepStats.newBuilder().addNodeStats(node("forward/c", "forward/c = Conv2D(x, (y))", 2)))
                .build();

        assertThat(StepTrace.of(stats).microsByOperation()).containsOnly(entry("Conv2D", 12L), entry("MatMul", 3L));
    }

    @Test
    void theLongestComeFirstWithTheirShareOfAll() {
        StepTrace trace = trace(
                node("a", "a = Short()", 1),
                node("b", "b = Long()", 6),
                node("c", "c = Middle()", 3),
                node("d", "no label of an operation", 0));

        assertThat(trace.longest(2)).containsExactly(entry("Long", 0.6), entry("Middle", 0.3));
        assertThat(trace.microsByOperation()).containsEntry("unknown", 0L);
    }

    @Test
    void aTraceOfNothingHasNoShares() {
        StepTrace nothing = trace();

        assertThat(nothing.share(Part.FORWARD)).isZero();
        assertThat(nothing.longest(3)).isEmpty();
    }
}
