package io.facegate.training.fit;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

/**
 * How long the operations of a step computed, by TensorFlow's own clock. Operations run at the same time where there are
 * several threads, so the sum is more than the step took.
 *
 * @param microsByPart of the step
 * @param microsByOperation such as {@code Conv2D}
 */
public record StepTrace(Map<Part, Long> microsByPart, Map<String, Long> microsByOperation) {

    /** What an operation is for. */
    public enum Part {
        AUGMENTATION,
        FORWARD,
        TEACHER,
        LOSS,
        BACKWARD,
        OPTIMIZER,
        /** Constants, casts and copies that TensorFlow adds. */
        OTHER;

        /** The scope of its operations' names. */
        String scope() {
            return this == BACKWARD ? "gradients" : name().toLowerCase(Locale.ROOT);
        }

        private static Part of(String node) {
            for (Part part : values()) {
                if (node.startsWith(part.scope() + "/")) {
                    return part;
                }
            }
            return OTHER;
        }
    }

    static StepTrace of(StepStats stats) {
        Map<Part, Long> parts = new EnumMap<>(Part.class);
        Map<String, Long> operations = new TreeMap<>();
        for (DeviceStepStats device : stats.getDevStatsList()) {
            for (NodeExecStats node : device.getNodeStatsList()) {
                long micros = node.getOpEndRelMicros() - node.getOpStartRelMicros();
                parts.merge(Part.of(node.getNodeName()), micros, Long::sum);
                operations.merge(operation(node), micros, Long::sum);
            }
        }
        return new StepTrace(parts, operations);
    }

    /** A label reads {@code name = Operation(inputs)}. */
    private static String operation(NodeExecStats node) {
        String label = node.getTimelineLabel();
        int from = label.indexOf(" = ");
        int to = label.indexOf('(', from);
        return from < 0 || to < 0 ? "unknown" : label.substring(from + 3, to);
    }

    /** Of all operations. */
    public long micros() {
        return microsByPart.values().stream().mapToLong(Long::longValue).sum();
    }

    public double share(Part part) {
        return (double) microsByPart.getOrDefault(part, 0L) / Math.max(1, micros());
    }

    /** The kinds of operations that take longest, with their shares. */
    public Map<String, Double> longest(int count) {
        return microsByOperation.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> (double) entry.getValue() / Math.max(1, micros()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
