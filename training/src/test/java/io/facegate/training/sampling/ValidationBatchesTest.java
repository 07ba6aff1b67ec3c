package io.facegate.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationBatchesTest {
    private static final ValidationBatches BATCHES = new ValidationBatches(16, 4, 7);

    /** Pictures of each person. */
    static Stream<List<Integer>> dataSets() {
        return Stream.of(
                List.of(2, 2),
                List.of(340, 2),
                List.of(340, 1, 1, 1),
                List.of(64, 64, 64, 64, 64),
                IntStream.range(0, 487)
                        .mapToObj(i -> i % 3 == 0 ? 1 + i % 7 : 1)
                        .toList(),
                IntStream.range(0, 50).mapToObj(i -> i == 20 ? 500 : 2).toList(),
                IntStream.range(0, 90).mapToObj(i -> 100 + i).toList());
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void everyBatchHasPositivesAndNegatives(List<Integer> pictures) {
        int[] identities = identities(pictures);
        List<int[]> batches = BATCHES.of(identities);

        assertThat(batches).isNotEmpty().allSatisfy(batch -> {
            Map<Integer, Long> counts = Arrays.stream(batch)
                    .mapToObj(place -> identities[place])
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(counts.size()).as("people").isGreaterThanOrEqualTo(2);
            assertThat(counts.values()).as("somebody with several pictures").anyMatch(count -> count > 1);
            assertThat(batch.length).isLessThanOrEqualTo(2 * 16 * 4);
        });
        assertThat(places(batches)).doesNotHaveDuplicates();
    }

    @Test
    void areTheSameEveryTimeAndLeaveNoOneOutWhoHasSeveral() {
        int[] identities =
                identities(IntStream.range(0, 90).mapToObj(i -> 2 + i % 30).toList());
        List<int[]> batches = BATCHES.of(identities);

        assertThat(places(BATCHES.of(identities))).isEqualTo(places(batches));
        assertThat(places(new ValidationBatches(16, 4, 8).of(identities))).isNotEqualTo(places(batches));
        assertThat(places(batches)).hasSize(identities.length);
        // about 16 people each, rarely one twice
        assertThat(batches).allSatisfy(batch -> assertThat(Arrays.stream(batch)
                        .map(place -> identities[place])
                        .distinct()
                        .count())
                .isBetween(12L, 20L));
    }

    private static int[] identities(List<Integer> pictures) {
        return IntStream.range(0, pictures.size())
                .flatMap(person -> IntStream.range(0, pictures.get(person)).map(picture -> person))
                .toArray();
    }

    private static List<Integer> places(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).boxed().toList();
    }
}
