package io.facegate.training.export;

import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Sha256;
import java.util.Map;
import java.util.TreeMap;

/** Ids of imported models. */
public final class ModelIds {
    private static final int DIGITS = 8;

    private ModelIds() {}

    /**
     * {@code <name>-<8 hex digits>}, the digits from what decides the model's output: the same files and settings give
     * the same id on every machine, other weights or another pre-processing give another.
     *
     * @param name such as {@code mtcnn}
     * @param source SHA-256 by file name
     * @param settings what else shapes the output, such as mean and scale; empty if nothing does
     */
    public static ModelId of(String name, Map<String, String> source, Map<String, String> settings) {
        String identity = new TreeMap<>(source) + "\n" + new TreeMap<>(settings);
        return new ModelId(name + "-" + Sha256.of(identity).substring(0, DIGITS));
    }
}
