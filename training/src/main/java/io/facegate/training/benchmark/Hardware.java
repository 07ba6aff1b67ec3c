package io.facegate.training.benchmark;

import io.facegate.vision.model.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/** One line that says on what a figure was measured. */
public record Hardware(String processor, int cores, long memoryGibibytes, String java, String tensorflow) {
    private static final long KIBIBYTES_PER_GIBIBYTE = 1L << 20;

    public static Hardware current() throws IOException {
        Processor processor = Processor.ofThisMachine();
        return new Hardware(
                processor.name(),
                processor.count(),
                memoryKibibytes() / KIBIBYTES_PER_GIBIBYTE,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                TensorFlow.version());
    }

    private static long memoryKibibytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB; %s; TensorFlow %s".formatted(processor, cores, memoryGibibytes, java, tensorflow);
    }
}
