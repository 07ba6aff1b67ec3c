package io.facegate.vision.model;

import java.time.Instant;
import java.util.Map;

/**
 * Where a model came from.
 *
 * @param made when
 * @param by the command that made it
 * @param source files or data it was made from, name to SHA-256
 * @param settings whatever shaped it: hyperparameters, teacher, seed, hardware
 */
public record Provenance(Instant made, String by, Map<String, String> source, Map<String, String> settings) {
    public Provenance {
        source = Map.copyOf(source);
        settings = Map.copyOf(settings);
    }
}
