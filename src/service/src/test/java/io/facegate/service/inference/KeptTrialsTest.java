package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.inference.KeptTrials.Conditions;
import io.facegate.vision.embedding.PrecisionTrial;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTrialsTest {
    private static final PrecisionTrial TRIAL = new PrecisionTrial(1.75, 0.9998);

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("precision.properties");
    }

    private static Conditions on(int processors) {
        return new Conditions(
                "resnet50-1",
                "tensorflow 2.18.0",
                new Processor("Tester 1", "c0ffee", processors),
                0,
                InferencePrecision.BFLOAT16);
    }

    @Test
    void theNextStartKnowsWhatThisOneFoundOut() {
        new KeptTrials(Optional.of(file)).keep(on(2), TRIAL);

        assertThat(new KeptTrials(Optional.of(file)).find(on(2))).contains(TRIAL);
        assertThat(folder).isDirectoryContaining(found -> found.equals(file));
    }

    @Test
    void anotherMachineFindsOutByItself() {
        KeptTrials kept = new KeptTrials(Optional.of(file));
        kept.keep(on(2), TRIAL);
        kept.keep(on(4), new PrecisionTrial(0.5, 0.9));

        assertThat(kept.find(on(8))).isEmpty();
        assertThat(kept.find(on(2))).contains(TRIAL);
        assertThat(kept.find(on(4))).map(PrecisionTrial::passed).contains(false);
    }

    @Test
    void whatWasFoundOutAgainReplacesWhatWasKept() throws IOException {
        KeptTrials kept = new KeptTrials(Optional.of(file));
        kept.keep(on(2), new PrecisionTrial(0.5, 0.9));
        kept.keep(on(2), TRIAL);

        assertThat(kept.find(on(2))).contains(TRIAL);
        assertThat(Files.readString(file)).containsOnlyOnce("resnet50-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u12", "KEY=fast", "KEY=1.5", "\0"})
    void aFileThatSaysNothingIsReplaced(String content) throws IOException {
        KeptTrials kept = new KeptTrials(Optional.of(file));
        kept.keep(on(2), TRIAL);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "(?s).*\n(resnet.*)=.*",
                                Matcher.quoteReplacement(content).replace("KEY", "$1")));

        assertThat(kept.find(on(2))).isEmpty();
        kept.keep(on(2), TRIAL);
        assertThat(kept.find(on(2))).contains(TRIAL);
    }

    @Test
    void whatCantBeWrittenIsFoundOutAtEachStart() throws IOException {
        KeptTrials kept = new KeptTrials(Optional.of(folder.resolve("missing/precision.properties")));

        kept.keep(on(2), TRIAL);

        assertThat(kept.find(on(2))).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutAFileNothingIsKept() {
        KeptTrials kept = new KeptTrials(Optional.empty());

        kept.keep(on(2), TRIAL);

        assertThat(kept.find(on(2))).isEmpty();
    }
}
