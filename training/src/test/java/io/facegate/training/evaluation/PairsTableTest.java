package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTableTest {
    private static final List<String> PEOPLE = List.of("Ada, Countess", "Bob \"B\"");
    private static final ComparedPair GENUINE = new ComparedPair(0, 1, 0, 3, 0.1 + 0.2);
    private static final ComparedPair IMPOSTOR = new ComparedPair(0, 1, 1, 2, -0.5);

    @TempDir
    private Path folder;

    @Test
    void aListIsThereOnceWithItsFolds() throws IOException {
        Path file = folder.resolve("pairs.csv");

        new PairsTable(new Comparisons(
                        PEOPLE, List.of(List.of(GENUINE), List.of(IMPOSTOR)), List.of(GENUINE, IMPOSTOR), 0))
                .write(file);

        assertThat(file).hasContent("""
            first,first_picture,second,second_picture,score,genuine,fold
            "Ada, Countess",1,"Ada, Countess",3,0.30000000000000004,1,1
            "Ada, Countess",1,"Bob ""B""\",2,-0.5,0,2
            """);
    }

    @Test
    void allPairsAreWithoutAFoldAndTheBalancedOnesHaveTheirs() throws IOException {
        Path file = folder.resolve("pairs.csv");

        new PairsTable(new Comparisons(List.of("ada", "bob"), List.of(List.of(GENUINE)), List.of(GENUINE, IMPOSTOR), 0))
                .write(file);

        assertThat(file).hasContent("""
            first,first_picture,second,second_picture,score,genuine,fold
            ada,1,ada,3,0.30000000000000004,1,
            ada,1,bob,2,-0.5,0,
            ada,1,ada,3,0.30000000000000004,1,1
            """);
    }
}
