package io.facegate.training.evaluation;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.embedding.Embedding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons that a verification is judged by.
 *
 * @param folds as many genuine as impostor pairs, for all that depends on their balance, such as the accuracy
 * @param all pairs, for the rates of one kind of pair; the same ones where a list says what is compared
 * @param withoutFace pairs of a list of which a picture gave no face; they count with the lowest score, -1, because a
 *     login without a face is a refused login
 */
public record Comparisons(List<List<ComparedPair>> folds, List<ComparedPair> all, long withoutFace) {
    private static final double NO_FACE_SCORE = -1;
    private static final int FOLDS = 10;
    /** People with two or more faces that {@link #ofPeople} needs: two in each fold. */
    public static final int LEAST_PEOPLE = 2 * FOLDS;

    /** Of one person, in the folds: someone with hundreds of pictures is still one person. */
    private static final int GENUINE_PAIRS_OF_ONE = 100;
    /** Enough to state a false accept rate of 1e-4 well, and few enough to be resampled in seconds. */
    private static final int IMPOSTOR_PAIRS = 1_000_000;

    public Comparisons {
        folds = folds.stream().map(List::copyOf).toList();
        all = List.copyOf(all);
    }

    /** Every picture that the pairs name. */
    public static Set<Path> pictures(PairsFile pairs, IdentityFolder folder) {
        Set<Path> pictures = new TreeSet<>();
        pairs.folds().stream().flatMap(List::stream).forEach(pair -> {
            pictures.add(path(pair.first(), folder));
            pictures.add(path(pair.second(), folder));
        });
        return pictures;
    }

    /** The pairs of an LFW-style list. */
    public static Comparisons listed(PairsFile pairs, IdentityFolder folder, Map<Path, EmbeddedFace> faces) {
        Map<String, Integer> numbers = new HashMap<>();
        List<List<ComparedPair>> folds = new ArrayList<>();
        long withoutFace = 0;
        for (List<PairsFile.Pair> fold : pairs.folds()) {
            List<ComparedPair> compared = new ArrayList<>();
            for (PairsFile.Pair pair : fold) {
                EmbeddedFace first = faces.get(path(pair.first(), folder));
                EmbeddedFace second = faces.get(path(pair.second(), folder));
                double score = NO_FACE_SCORE;
                if (first == null || second == null) {
                    withoutFace++;
                } else {
                    score = first.embedding().similarityTo(second.embedding()).cosine();
                }
                compared.add(new ComparedPair(
                        numbers.computeIfAbsent(pair.first().identity(), name -> numbers.size()),
                        numbers.computeIfAbsent(pair.second().identity(), name -> numbers.size()),
                        score));
            }
            folds.add(compared);
        }
        return new Comparisons(folds, folds.stream().flatMap(List::stream).toList(), withoutFace);
    }

    private static Path path(PairsFile.Picture picture, IdentityFolder folder) {
        return folder.lfwPicture(picture.identity(), picture.number());
    }

    /**
     * Pairs of people's pictures: every genuine pair, and every impostor pair or a million random ones. The people are
     * dealt into ten folds, so that nobody is in two.
     *
     * @param people every picture's embedding; null where there is no face, which is no comparison
     * @throws IllegalArgumentException if there are too few people with several pictures for the folds
     */
    public static Comparisons ofPeople(SortedMap<String, List<@Nullable Embedding>> people, long seed) {
        List<List<Embedding>> faces = people.values().stream()
                .map(pictures -> pictures.stream().filter(Objects::nonNull).toList())
                .filter(pictures -> !pictures.isEmpty())
                .toList();
        Random random = new Random(seed);
        return new Comparisons(folds(faces, random), all(faces, random), 0);
    }

    private static List<List<ComparedPair>> folds(List<List<Embedding>> faces, Random random) {
        List<Integer> several = new ArrayList<>();
        for (int person = 0; person < faces.size(); person++) {
            if (faces.get(person).size() > 1) {
                several.add(person);
            }
        }
        if (several.size() < LEAST_PEOPLE) {
            throw new IllegalArgumentException(
                    "A cross-validation in %d folds needs at least %d people with two or more faces; there are %d"
                            .formatted(FOLDS, LEAST_PEOPLE, several.size()));
        }
        Collections.shuffle(several, random);
        List<List<ComparedPair>> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> members = several.subList(fold * several.size() / FOLDS, (fold + 1) * several.size() / FOLDS);
            List<ComparedPair> pairs = new ArrayList<>();
            for (int person : members) {
                List<ComparedPair> genuine = new ArrayList<>(genuine(person, faces.get(person)));
                Collections.shuffle(genuine, random);
                pairs.addAll(genuine.subList(0, Math.min(GENUINE_PAIRS_OF_ONE, genuine.size())));
            }
            int genuine = pairs.size();
            for (int i = 0; i < genuine; i++) {
                int first = random.nextInt(members.size());
                int second = (first + 1 + random.nextInt(members.size() - 1)) % members.size();
                pairs.add(impostor(members.get(first), members.get(second), faces, random));
            }
            folds.add(pairs);
        }
        return folds;
    }

    private static List<ComparedPair> all(List<List<Embedding>> faces, Random random) {
        List<ComparedPair> pairs = new ArrayList<>();
        for (int person = 0; person < faces.size(); person++) {
            pairs.addAll(genuine(person, faces.get(person)));
        }
        long pictures = faces.stream().mapToLong(List::size).sum();
        if (pictures * (pictures - 1) / 2 > IMPOSTOR_PAIRS + pairs.size()) {
            for (int i = 0; i < IMPOSTOR_PAIRS; i++) {
                int first = random.nextInt(faces.size());
                int second = (first + 1 + random.nextInt(faces.size() - 1)) % faces.size();
                pairs.add(impostor(first, second, faces, random));
            }
            return pairs;
        }
        for (int first = 0; first < faces.size(); first++) {
            for (int second = first + 1; second < faces.size(); second++) {
                for (Embedding a : faces.get(first)) {
                    for (Embedding b : faces.get(second)) {
                        pairs.add(new ComparedPair(
                                first, second, a.similarityTo(b).cosine()));
                    }
                }
            }
        }
        return pairs;
    }

    private static List<ComparedPair> genuine(int person, List<Embedding> faces) {
        List<ComparedPair> pairs = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            for (int j = i + 1; j < faces.size(); j++) {
                pairs.add(new ComparedPair(
                        person, person, faces.get(i).similarityTo(faces.get(j)).cosine()));
            }
        }
        return pairs;
    }

    private static ComparedPair impostor(int first, int second, List<List<Embedding>> faces, Random random) {
        return new ComparedPair(
                first,
                second,
                pick(faces.get(first), random)
                        .similarityTo(pick(faces.get(second), random))
                        .cosine());
    }

    private static Embedding pick(List<Embedding> faces, Random random) {
        return faces.get(random.nextInt(faces.size()));
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

    public RocCurve rocCurve() {
        return RocCurve.of(all.stream().map(ComparedPair::scored).toList());
    }
}
