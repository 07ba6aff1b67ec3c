package io.facegate.vision.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What may make another machine compute at another speed.
 *
 * @param name as its maker calls it
 * @param instructions a checksum of the sets of instructions that it has, in hexadecimal
 * @param count of those that this process may use
 */
public record Processor(String name, String instructions, int count) {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    public static Processor ofThisMachine() {
        CRC32 checksum = new CRC32();
        checksum.update(described("flags", "Features").getBytes(StandardCharsets.UTF_8));
        return new Processor(
                described("model name", "CPU part"),
                Long.toHexString(checksum.getValue()),
                Runtime.getRuntime().availableProcessors());
    }

    /** Whether this machine multiplies bfloat16 by instructions of its own, and oneDNN may use them. */
    public static boolean multipliesBfloat16() {
        List<String> instructions = List.of(described("flags", "Features").split(" "));
        return System.getenv("ONEDNN_MAX_CPU_ISA") == null
                && (instructions.contains("avx512_bf16") || instructions.contains("amx_bf16"));
    }

    /** Of the first processor, under the name that Linux has for it on x86, or on ARM; empty if it says nothing. */
    private static String described(String onX86, String onArm) {
        if (!Files.exists(DESCRIPTION)) {
            return "";
        }
        try {
            return Files.readAllLines(DESCRIPTION).stream()
                    .map(line -> line.split("\\s*:\\s*", 2))
                    .filter(field -> field.length == 2 && (field[0].equals(onX86) || field[0].equals(onArm)))
                    .map(field -> field[1])
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("The processor's description can't be read", e);
        }
    }
}
