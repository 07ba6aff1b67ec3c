package io.facegate.training.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void withoutATerminalThereAreWholeLinesAndNoneTwice() {
        List<String> lines = new CopyOnWriteArrayList<>();

        try (ProgressBar progress = Progress.of("embedding", 300, 100, lines::add)) {
            progress.stepBy(200);
            progress.setExtraMessage(" loss 0.5");
        }

        assertThat(lines)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).doesNotContain("\r", "[", "\n"))
                .last()
                .asString()
                .startsWith("embedding 300 of 300")
                .endsWith(" loss 0.5");
    }
}
