package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Crowding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalancedFoldsTest {
    private static final Embedding FACE = Embedding.of(new ModelId("made-up"), new float[] {1, 0});

    /** One person for each number, with so many pictures. */
    private static List<List<NumberedFace>> people(int... pictures) {
        List<List<NumberedFace>> people = new ArrayList<>();
        for (int person = 0; person < pictures.length; person++) {
            int number = person;
            people.add(IntStream.rangeClosed(1, pictures[person])
                    .mapToObj(picture -> new NumberedFace(number, picture, new PlacedFace(FACE, Crowding.NONE)))
                    .toList());
        }
        return people;
    }

    private static int[] same(int people, int pictures) {
        return IntStream.generate(() -> pictures).limit(people).toArray();
    }

    private static List<List<ComparedPair>> deal(long seed, int... pictures) {
        return new BalancedFolds(people(pictures), new Random(seed)).deal();
    }

    private static Stream<Integer> members(List<ComparedPair> fold) {
        return fold.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .distinct();
    }

    @Test
    void everyoneIsInOneFold() {
        List<List<ComparedPair>> folds = deal(1, same(43, 3));

        assertThat(folds).hasSize(BalancedFolds.FOLDS);
        assertThat(folds.stream().flatMap(BalancedFoldsTest::members))
                .hasSize(43)
                .doesNotHaveDuplicates();
        assertThat(folds.stream().map(fold -> members(fold).count())).allMatch(people -> people == 4 || people == 5);
    }

    @Test
    void whoHasHundredsOfPicturesIsStillOnePerson() {
        int[] pictures = same(40, 8);
        pictures[0] = 60; // 1,770 genuine pairs

        List<ComparedPair> fold = deal(1, pictures).stream()
                .filter(each -> each.stream().anyMatch(pair -> pair.first() == 0))
                .findFirst()
                .orElseThrow();

        assertThat(fold.stream().filter(pair -> pair.genuine() && pair.first() == 0))
                .hasSize(100);
        // of four people the other three have 28 genuine pairs each
        assertThat(fold.stream().filter(ComparedPair::genuine)).hasSize(100 + 3 * 28);
        assertThat(fold).hasSize(2 * (100 + 3 * 28));
    }

    @Test
    void impostorsAreDrawnByThePeopleNotByTheirPictures() {
        int[] pictures = same(100, 4);
        pictures[0] = 60;

        List<ComparedPair> fold = deal(2, pictures).stream()
                .filter(each -> members(each).anyMatch(person -> person == 0))
                .findFirst()
                .orElseThrow();
        List<ComparedPair> impostors =
                fold.stream().filter(pair -> !pair.genuine()).toList();
        Map<Integer, Long> often = impostors.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        // of ten people each is in a fifth of the pairs; by pictures, person 0 with 60 of 96 would be in most
        assertThat(often.getOrDefault(0, 0L) / (double) impostors.size()).isBetween(0.1, 0.35);
    }

    @Test
    void noPairIsThereTwiceEvenIfNearlyAllAreWanted() {
        for (List<ComparedPair> fold : deal(3, same(20, 2))) {
            // two people: two genuine pairs, and two of the four impostor pairs
            assertThat(fold).hasSize(4);
            assertThat(fold).extracting(ComparedPair::toString).doesNotHaveDuplicates();
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(deal(5, same(30, 3))).isEqualTo(deal(5, same(30, 3))).isNotEqualTo(deal(6, same(30, 3)));
    }
}
