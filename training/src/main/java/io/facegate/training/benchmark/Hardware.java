package io.facegate.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/** One line that says on what a figure was measured. */
public record Hardware(String processor, int cores, long memoryGibibytes, String java, String tensorflow) {
    private static final long KIBIBYTES_PER_GIBIBYTE = 1L << 20;

    public static Hardware current() throws IOException {
        return new Hardware(
                procValue("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(procValue("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIBIBYTES_PER_GIBIBYTE,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                TensorFlow.version());
    }

    private static String procValue(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0 unknown");
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB; %s; TensorFlow %s".formatted(processor, cores, memoryGibibytes, java, tensorflow);
    }
}
