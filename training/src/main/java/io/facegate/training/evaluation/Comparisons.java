package io.facegate.training.evaluation;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.ScoreNormalisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons that a verification is judged by.
 *
 * @param people their names, by the numbers that the pairs have
 * @param folds as many genuine as impostor pairs, for all that depends on their balance, such as the accuracy
 * @param all pairs, for the rates of one kind of pair; the same ones where a list says what is compared
 * @param withoutFace pairs of a list of which a picture gave no face; they count with the lowest score, -1, because a
 *     login without a face is a refused login
 */
public record Comparisons(
        List<String> people, List<List<ComparedPair>> folds, List<ComparedPair> all, long withoutFace) {
    /** People with two or more faces that {@link #ofPeople} needs: two in each fold. */
    public static final int LEAST_PEOPLE = 2 * BalancedFolds.FOLDS;

    private static final double NO_FACE_SCORE = -1;
    /** Enough to state a false accept rate of 1e-4 well, and few enough to be resampled in seconds. */
    private static final int MOST_OF_A_KIND = 1_000_000;

    public Comparisons {
        people = List.copyOf(people);
        folds = folds.stream().map(List::copyOf).toList();
        all = List.copyOf(all);
    }

    /** Every picture that the pairs name. */
    public static Set<Path> pictures(PairsFile pairs, IdentityFolder folder) {
        Set<Path> pictures = new TreeSet<>();
        pairs.folds().stream().flatMap(List::stream).forEach(pair -> {
            pictures.add(folder.lfwPicture(pair.first()));
            pictures.add(folder.lfwPicture(pair.second()));
        });
        return pictures;
    }

    /** The pairs of an LFW-style list. */
    public static Comparisons listed(
            PairsFile pairs, IdentityFolder folder, Map<Path, EmbeddedFace> faces, ScoreNormalisation normalisation) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<List<ComparedPair>> folds = new ArrayList<>();
        long withoutFace = 0;
        for (List<PairsFile.Pair> fold : pairs.folds()) {
            List<ComparedPair> compared = new ArrayList<>();
            for (PairsFile.Pair pair : fold) {
                EmbeddedFace first = faces.get(folder.lfwPicture(pair.first()));
                EmbeddedFace second = faces.get(folder.lfwPicture(pair.second()));
                double score = NO_FACE_SCORE;
                if (first == null || second == null) {
                    withoutFace++;
                } else {
                    score = normalisation
                            .score(first.embedding(), second.embedding())
                            .value();
                }
                compared.add(new ComparedPair(
                        numbers.computeIfAbsent(pair.first().identity(), name -> numbers.size()),
                        pair.first().number(),
                        numbers.computeIfAbsent(pair.second().identity(), name -> numbers.size()),
                        pair.second().number(),
                        score));
            }
            folds.add(compared);
        }
        return new Comparisons(
                List.copyOf(numbers.keySet()),
                folds,
                folds.stream().flatMap(List::stream).toList(),
                withoutFace);
    }

    /**
     * Pairs of people's pictures, none of them twice: of genuine and of impostor pairs every one, or a million random ones.
     * The people are dealt into ten folds, so that nobody is in two.
     *
     * @param people every picture's embedding; null where there is no face, which is no comparison
     * @param normalisation of their embedder
     * @throws IllegalArgumentException if there are too few people with several pictures for the folds
     */
    public static Comparisons ofPeople(
            SortedMap<String, List<@Nullable Embedding>> people, ScoreNormalisation normalisation, long seed) {
        List<String> names = new ArrayList<>();
        List<List<NumberedFace>> faces = new ArrayList<>();
        people.forEach((name, pictures) -> {
            List<NumberedFace> ofOne = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                Embedding embedding = pictures.get(i);
                if (embedding != null) {
                    ofOne.add(new NumberedFace(names.size(), i + 1, PlacedFace.of(embedding, normalisation)));
                }
            }
            if (!ofOne.isEmpty()) {
                names.add(name);
                faces.add(ofOne);
            }
        });
        List<List<NumberedFace>> several =
                faces.stream().filter(ofOne -> ofOne.size() > 1).toList();
        if (several.size() < LEAST_PEOPLE) {
            throw new IllegalArgumentException(
                    "A cross-validation in %d folds needs at least %d people with two or more faces; there are %d"
                            .formatted(BalancedFolds.FOLDS, LEAST_PEOPLE, several.size()));
        }
        return new Comparisons(
                names,
                new BalancedFolds(several, new Random(seed)).deal(),
                all(faces.stream().flatMap(List::stream).toList(), seed),
                0);
    }

    private static List<ComparedPair> all(List<NumberedFace> faces, long seed) {
        PairSample sample =
                PairSample.of(faces.stream().mapToInt(NumberedFace::person).toArray(), MOST_OF_A_KIND, seed);
        return IntStream.range(0, sample.size())
                .parallel()
                .mapToObj(pair -> faces.get(sample.first()[pair]).comparedWith(faces.get(sample.second()[pair])))
                .toList();
    }

    /** Whether a list says what is compared, so that the balanced pairs are all pairs. */
    public boolean listed() {
        return all.equals(balanced());
    }

    /** The pairs of all folds. */
    List<ComparedPair> balanced() {
        return folds.stream().flatMap(List::stream).toList();
    }

    /** The folds without the people. */
    List<List<ScoredPair>> scoredFolds() {
        return folds.stream()
                .map(fold -> fold.stream().map(ComparedPair::scored).toList())
                .toList();
    }

    /** What a threshold decides of all pairs. */
    public Confusion at(double threshold) {
        return Confusion.at(threshold, all.stream().map(ComparedPair::scored).toList());
    }

    public RocCurve rocCurve() {
        return RocCurve.of(all.stream().map(ComparedPair::scored).toList());
    }
}
