package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.PairsFile.Pair;
import io.facegate.training.dataset.PairsFile.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsFoldsOfGenuineAndImpostorPairs() throws IOException {
        PairsFile pairs = PairsFile.read(file("2\t1\nAnn\t1\t2\nAnn\t1\tBob\t3\nBob\t2\t4\nCy\t1\tAnn\t2\n"));

        assertThat(pairs.folds()).hasSize(2);
        assertThat(pairs.folds().get(0))
                .containsExactly(
                        new Pair(new Picture("Ann", 1), new Picture("Ann", 2)),
                        new Pair(new Picture("Ann", 1), new Picture("Bob", 3)));
        assertThat(pairs.folds().get(1)).extracting(Pair::genuine).containsExactly(true, false);
    }

    @Test
    void namesTheLineThatIsNotInTheFormat() {
        assertThatThrownBy(() -> PairsFile.read(file("1\t1\nAnn\t1\nAnn\t1\tBob\t2\n")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> PairsFile.read(file("1\t1\nAnn\t1\tx\nAnn\t1\tBob\t2\n")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("\"x\"");
    }

    @Test
    void refusesAFileThatIsShorterThanItsHeaderSays() {
        assertThatThrownBy(() -> PairsFile.read(file("10\t300\nAnn\t1\t2\n")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("1 pairs")
                .hasMessageContaining("6000");
        assertThatThrownBy(() -> PairsFile.read(file(""))).isInstanceOf(DatasetException.class);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("pairs.txt"), content);
    }
}
