package io.facegate.training.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Deals people into folds that share nobody, each with as many genuine as impostor pairs and none of them twice. The
 * impostor pairs are drawn by the people, so that those with many pictures are not in most of them.
 */
final class BalancedFolds {
    static final int FOLDS = 10;
    /** Of one person: someone with hundreds of pictures is still one person. */
    private static final int GENUINE_PAIRS_OF_ONE = 100;
    /** Where there are fewer than so many times as many as are wanted, they are taken from a list of all. */
    private static final int MANY = 4;

    private final List<List<NumberedFace>> people;
    private final Random random;

    private record Place(int person, int picture) {
        static Place of(NumberedFace face) {
            return new Place(face.person(), face.picture());
        }
    }

    /**
     * @param people the faces of each, two or more
     */
    BalancedFolds(List<List<NumberedFace>> people, Random random) {
        this.people = new ArrayList<>(people);
        this.random = random;
    }

    List<List<ComparedPair>> deal() {
        Collections.shuffle(people, random);
        List<List<ComparedPair>> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            folds.add(fold(people.subList(fold * people.size() / FOLDS, (fold + 1) * people.size() / FOLDS)));
        }
        return folds;
    }

    private List<ComparedPair> fold(List<List<NumberedFace>> members) {
        List<ComparedPair> genuine = new ArrayList<>();
        for (List<NumberedFace> member : members) {
            genuine.addAll(shuffled(genuine(member), GENUINE_PAIRS_OF_ONE));
        }
        List<ComparedPair> impostor = impostor(members, genuine.size());
        List<ComparedPair> fold = new ArrayList<>(shuffled(genuine, impostor.size()));
        fold.addAll(impostor);
        return fold;
    }

    private static List<ComparedPair> genuine(List<NumberedFace> faces) {
        List<ComparedPair> pairs = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            for (int j = i + 1; j < faces.size(); j++) {
                pairs.add(faces.get(i).comparedWith(faces.get(j)));
            }
        }
        return pairs;
    }

    private List<ComparedPair> impostor(List<List<NumberedFace>> members, int wanted) {
        long pictures = members.stream().mapToLong(List::size).sum();
        long squares = members.stream()
                .mapToLong(faces -> (long) faces.size() * faces.size())
                .sum();
        if ((pictures * pictures - squares) / 2 <= (long) MANY * wanted) {
            return shuffled(everyImpostor(members), wanted);
        }
        Set<Set<Place>> drawn = new HashSet<>();
        List<ComparedPair> pairs = new ArrayList<>();
        while (pairs.size() < wanted) {
            int first = random.nextInt(members.size());
            int second = (first + 1 + random.nextInt(members.size() - 1)) % members.size();
            NumberedFace one = pick(members.get(first));
            NumberedFace other = pick(members.get(second));
            if (drawn.add(Set.of(Place.of(one), Place.of(other)))) {
                pairs.add(one.comparedWith(other));
            }
        }
        return pairs;
    }

    private static List<ComparedPair> everyImpostor(List<List<NumberedFace>> members) {
        List<ComparedPair> pairs = new ArrayList<>();
        for (int first = 0; first < members.size(); first++) {
            for (int second = first + 1; second < members.size(); second++) {
                for (NumberedFace one : members.get(first)) {
                    members.get(second).forEach(other -> pairs.add(one.comparedWith(other)));
                }
            }
        }
        return pairs;
    }

    private NumberedFace pick(List<NumberedFace> faces) {
        return faces.get(random.nextInt(faces.size()));
    }

    private List<ComparedPair> shuffled(List<ComparedPair> pairs, int most) {
        List<ComparedPair> some = new ArrayList<>(pairs);
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(most, some.size()));
    }
}
