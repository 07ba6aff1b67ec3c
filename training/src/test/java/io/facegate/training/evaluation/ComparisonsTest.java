package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.embedding.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    @Test
    void foldsAreBalancedAndShareNobody() {
        Comparisons comparisons = Comparisons.ofPeople(MadeUpPeople.of(60, 4), MadeUpPeople.COSINE, 1);

        assertThat(comparisons.folds()).hasSize(10);
        Set<Integer> seen = new HashSet<>();
        for (List<ComparedPair> fold : comparisons.folds()) {
            long genuine = fold.stream().filter(ComparedPair::genuine).count();
            assertThat(genuine).isEqualTo(36);
            assertThat(fold).hasSize(72);
            Set<Integer> members = new HashSet<>();
            fold.forEach(pair -> members.addAll(Arrays.asList(pair.first(), pair.second())));
            assertThat(members).noneMatch(seen::contains);
            seen.addAll(members);
        }
        assertThat(comparisons.all()).hasSize(240 * 239 / 2);
    }

    @Test
    void aPictureWithoutAFaceIsNoComparison() {
        SortedMap<String, List<@Nullable Embedding>> people = MadeUpPeople.of(30, 3);
        SortedMap<String, List<@Nullable Embedding>> some = new TreeMap<>();
        people.forEach((person, faces) -> some.put(person, Arrays.asList(faces.get(0), null, faces.get(1))));

        assertThat(Comparisons.ofPeople(some, MadeUpPeople.COSINE, 1).all()).hasSize(60 * 59 / 2);
    }

    @Test
    void needsPeopleEnoughForTheFolds() {
        assertThatThrownBy(() -> Comparisons.ofPeople(MadeUpPeople.of(12, 3), MadeUpPeople.COSINE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 people")
                .hasMessageContaining("there are 12");
    }

    @Test
    void noPairIsThereTwice() {
        Comparisons comparisons = Comparisons.ofPeople(MadeUpPeople.of(60, 4), MadeUpPeople.COSINE, 1);

        assertThat(comparisons.all()).doesNotHaveDuplicates();
        assertThat(comparisons.folds())
                .allSatisfy(fold ->
                        assertThat(fold).extracting(ComparisonsTest::pictures).doesNotHaveDuplicates());
    }

    @Test
    void foldsAreBalancedWhereOnePersonHasMostOfThePictures() {
        SortedMap<String, List<@Nullable Embedding>> people = MadeUpPeople.of(20, 2);
        people.put("person000", MadeUpPeople.of(1, 15).get("person000"));

        Comparisons comparisons = Comparisons.ofPeople(people, MadeUpPeople.COSINE, 1);

        assertThat(comparisons.folds()).allSatisfy(fold -> {
            long genuine = fold.stream().filter(ComparedPair::genuine).count();
            assertThat(fold).hasSize(Math.toIntExact(2 * genuine));
            assertThat(fold).extracting(ComparisonsTest::pictures).doesNotHaveDuplicates();
        });
        // of 106 genuine pairs in that fold, only 30 impostor pairs can go with them
        assertThat(comparisons.folds()).anySatisfy(fold -> assertThat(fold).hasSize(60));
    }

    @Test
    void aPairSaysWhichPicturesItIsOf() {
        SortedMap<String, List<@Nullable Embedding>> people = MadeUpPeople.of(20, 2);
        List<@Nullable Embedding> others = new ArrayList<>(people.values()).get(1);
        people.put("person007", Arrays.asList(null, others.get(1), others.get(0)));

        ComparedPair pair = Comparisons.ofPeople(people, MadeUpPeople.COSINE, 1).all().stream()
                .filter(each -> each.genuine() && each.first() == 7)
                .findFirst()
                .orElseThrow();

        assertThat(pair.firstPicture()).isEqualTo(2);
        assertThat(pair.secondPicture()).isEqualTo(3);
    }

    private static Set<List<Integer>> pictures(ComparedPair pair) {
        return Set.of(List.of(pair.first(), pair.firstPicture()), List.of(pair.second(), pair.secondPicture()));
    }
}
