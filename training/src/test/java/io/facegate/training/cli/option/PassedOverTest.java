package io.facegate.training.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.dataset.SkippedPicture;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PassedOverTest {
    private static SkippedPicture skipped(String file, String reason) {
        return new SkippedPicture("ann", file, reason);
    }

    @Test
    void aReasonIsALineThatNamesUpToThreeFiles() {
        List<SkippedPicture> four = IntStream.range(0, 4)
                .mapToObj(i -> skipped("ann/%d.txt".formatted(i), "not_a_picture"))
                .toList();

        assertThat(PassedOver.lines(Stream.concat(four.stream(), Stream.of(skipped("ann/x", "unreadable")))
                        .toList()))
                .containsExactly(
                        "passed over: not a picture       4: ann/0.txt, ann/1.txt, ann/2.txt, ...",
                        "passed over: unreadable          1: ann/x");
        assertThat(PassedOver.lines(four.subList(0, 3)))
                .containsExactly("passed over: not a picture       3: ann/0.txt, ann/1.txt, ann/2.txt");
    }

    @Test
    void nothingIsNoLine() {
        assertThat(PassedOver.lines(List.of())).isEmpty();
    }
}
