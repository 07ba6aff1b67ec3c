package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.facegate.training.dataset.DatasetException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairSampleTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final int MOST_OF_A_KIND = 50_000;

    @Test
    void fewPairsAreAllTaken() {
        PairSample pairs = PairSample.of(new int[] {4, 4, 4, 7, 9, 9}, MOST_OF_A_KIND, 1);

        assertThat(pairs.genuine()).isEqualTo(3 + 1);
        assertThat(described(pairs))
                .containsExactlyInAnyOrder(
                        "0 1 true",
                        "0 2 true",
                        "1 2 true",
                        "4 5 true",
                        "0 3 false",
                        "1 3 false",
                        "2 3 false",
                        "0 4 false",
                        "1 4 false",
                        "2 4 false",
                        "0 5 false",
                        "1 5 false",
                        "2 5 false",
                        "3 4 false",
                        "3 5 false");
    }

    @Test
    void manyPeopleWithManyPicturesTakeABoundedMemory() {
        int[] people = people(500, 340); // 28.8 million genuine pairs, 14 billion impostor pairs
        PairSample.of(new int[] {1, 1, 2}, MOST_OF_A_KIND, 1);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        PairSample pairs = PairSample.of(people, MOST_OF_A_KIND, 1);

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(32 * MEBIBYTE);
        assertThat(pairs.genuine()).isEqualTo(MOST_OF_A_KIND);
        assertThat(pairs.size()).isEqualTo(2 * MOST_OF_A_KIND);
        assertThat(described(pairs)).doesNotHaveDuplicates();
        for (int pair = 0; pair < pairs.size(); pair++) {
            assertThat(people[pairs.first()[pair]] == people[pairs.second()[pair]])
                    .isEqualTo(pair < pairs.genuine());
            assertThat(pairs.first()[pair]).isLessThan(pairs.second()[pair]);
        }
    }

    @Test
    void aSampleIsOfEverybodyAndTheSameForASeed() {
        int[] people = people(400, 40); // 312,000 genuine pairs
        PairSample pairs = PairSample.of(people, MOST_OF_A_KIND, 1);

        assertThat(PairSample.of(people, MOST_OF_A_KIND, 1).first()).isEqualTo(pairs.first());
        assertThat(PairSample.of(people, MOST_OF_A_KIND, 2).first()).isNotEqualTo(pairs.first());
        int[] genuine = new int[400];
        int[] impostor = new int[400];
        for (int pair = 0; pair < pairs.size(); pair++) {
            (pair < pairs.genuine() ? genuine : impostor)[people[pairs.second()[pair]]]++;
        }
        // 125 each; the standard deviation is 10
        assertThat(IntStream.of(genuine).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(70, 180));
        // a pair's second picture is of the later person, so those of the last come most often
        assertThat(impostor[399]).isGreaterThan(impostor[100]);
        assertThat(impostor[0]).isZero();
    }

    @Test
    void isRightWhereOnePersonHasNearlyEverything() {
        int[] people = IntStream.range(0, 2001).map(i -> i < 1 ? 0 : 1).toArray();
        PairSample pairs = PairSample.of(people, MOST_OF_A_KIND, 3);

        assertThat(pairs.size() - pairs.genuine()).isEqualTo(2000);
        assertThat(pairs.genuine()).isEqualTo(MOST_OF_A_KIND);
        assertThat(described(pairs)).doesNotHaveDuplicates();
    }

    @Test
    void saysThatThereIsNothingToCompare() {
        assertThatThrownBy(() -> PairSample.of(new int[] {1, 1, 1}, MOST_OF_A_KIND, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("3 and 0 pairs");
        assertThatThrownBy(() -> PairSample.of(new int[] {1, 2, 3}, MOST_OF_A_KIND, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("0 and 3 pairs");
        assertThatThrownBy(() -> PairSample.of(new int[0], MOST_OF_A_KIND, 1)).isInstanceOf(DatasetException.class);
    }

    private static int[] people(int people, int pictures) {
        return IntStream.range(0, people * pictures).map(i -> i / pictures).toArray();
    }

    private static List<String> described(PairSample pairs) {
        List<String> described = new ArrayList<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            described.add("%d %d %s".formatted(pairs.first()[pair], pairs.second()[pair], pair < pairs.genuine()));
        }
        return described;
    }
}
