package io.facegate.service.inference;

import io.facegate.vision.embedding.PrecisionTrial;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.Processor;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * What was tried before, in a file of properties: gain and least cosine for each conditions. What can't be read is tried again, and
 * what can't be written is tried at each start.
 */
final class KeptTrials {
    private static final Logger LOG = Logger.getLogger(KeptTrials.class);

    /** Under which a trial says something. */
    record Conditions(String embedder, String engine, Processor processor, int threads, InferencePrecision precision) {
        private String key() {
            return "%s in %s of %s, %d processors (%s: %s), %d threads"
                    .formatted(
                            embedder,
                            precision,
                            engine,
                            processor.count(),
                            processor.name(),
                            processor.instructions(),
                            threads);
        }
    }

    private final Optional<Path> file;

    KeptTrials(Optional<Path> file) {
        this.file = file;
    }

    Optional<PrecisionTrial> find(Conditions conditions) {
        String kept = read().getProperty(conditions.key());
        if (kept == null) {
            return Optional.empty();
        }
        try {
            String[] numbers = kept.split(" ", 2);
            return Optional.of(new PrecisionTrial(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            LOG.warnf("What embedders compute in is found out again: %s was changed", file.orElseThrow());
            return Optional.empty();
        }
    }

    void keep(Conditions conditions, PrecisionTrial trial) {
        if (file.isEmpty()) {
            return;
        }
        Properties all = read();
        all.setProperty(conditions.key(), "%s %s".formatted(trial.gain(), trial.leastCosine()));
        Path target = file.get().toAbsolutePath();
        try {
            Path whole = Files.createTempFile(target.getParent(), "precision", ".new");
            try (Writer writer = Files.newBufferedWriter(whole)) {
                all.store(writer, "How many times as fast as float32, and the least cosine to its embeddings");
            }
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf(
                    "What embedders compute in is found out again at the next start: %s can't be written (%s)",
                    target, e);
        }
    }

    private Properties read() {
        Properties all = new Properties();
        if (file.isPresent() && Files.exists(file.get())) {
            try (Reader reader = Files.newBufferedReader(file.get())) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) { // bytes or escapes that are none
                LOG.warnf("What embedders compute in is found out again: %s can't be read (%s)", file.get(), e);
                all.clear();
            }
        }
        return all;
    }
}
