package io.facegate.training.evaluation;

import io.facegate.training.dataset.DatasetException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Pairs of pictures, without any of them twice: every genuine and every impostor pair, or of either kind a random sample
 * where there are more than enough. A person with n pictures has n (n - 1) / 2 genuine pairs, so all of them would fill the
 * memory where people have hundreds.
 *
 * @param first place of one picture of each pair; the genuine pairs come first
 * @param second place of the other
 * @param genuine how many of the pairs are
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record PairSample(int[] first, int[] second, int genuine) {

    /**
     * @param people whom each picture shows; those of a person lie together
     * @param most pairs of a kind
     * @throws DatasetException if there is no genuine pair, or no impostor pair
     */
    public static PairSample of(int[] people, int most, long seed) {
        Groups groups = Groups.of(people);
        SplittableRandom random = new SplittableRandom(seed);
        long[] genuine = sample(groups.genuinePairs(), most, random);
        long[] impostors = sample(groups.impostorPairs(), most, random);
        if (genuine.length == 0 || impostors.length == 0) {
            throw new DatasetException(
                    "A verification compares pictures of a person, and pictures of two people; the %d pictures for it make %d and %d pairs.%nMaybe prepare more people with two or more pictures each."
                            .formatted(people.length, genuine.length, impostors.length));
        }
        int[] first = new int[genuine.length + impostors.length];
        int[] second = new int[first.length];
        for (int i = 0; i < genuine.length; i++) {
            groups.genuinePair(genuine[i], first, second, i);
        }
        for (int i = 0; i < impostors.length; i++) {
            groups.impostorPair(impostors[i], first, second, genuine.length + i);
        }
        return new PairSample(first, second, genuine.length);
    }

    public int size() {
        return first.length;
    }

    /** Numbers below the total, each once: all, or as many as are enough (Floyd's algorithm). */
    private static long[] sample(long total, int most, SplittableRandom random) {
        if (total <= most) {
            return LongStream.range(0, total).toArray();
        }
        Set<Long> drawn = new HashSet<>();
        for (long last = total - most; last < total; last++) {
            if (!drawn.add(random.nextLong(last + 1))) {
                drawn.add(last);
            }
        }
        return drawn.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /**
     * The pictures of each person, and the pairs counted before each.
     *
     * @param start place of the first picture; one more than there are people, the last is the number of pictures
     * @param genuineBefore genuine pairs of the people before
     * @param impostorBefore pairs of a picture of the people before with one of somebody after them
     */
    private record Groups(int[] start, long[] genuineBefore, long[] impostorBefore) {
        static Groups of(int[] people) {
            int[] starts = new int[people.length + 1];
            int groups = 0;
            for (int i = 1; i <= people.length; i++) {
                if (i == people.length || people[i] != people[i - 1]) {
                    starts[++groups] = i;
                }
            }
            int[] start = Arrays.copyOf(starts, groups + 1);
            long[] genuine = new long[groups + 1];
            long[] impostor = new long[groups + 1];
            for (int group = 0; group < groups; group++) {
                long pictures = start[group + 1] - start[group];
                genuine[group + 1] = genuine[group] + pictures * (pictures - 1) / 2;
                impostor[group + 1] = impostor[group] + pictures * (people.length - start[group + 1]);
            }
            return new Groups(start, genuine, impostor);
        }

        long genuinePairs() {
            return genuineBefore[genuineBefore.length - 1];
        }

        long impostorPairs() {
            return impostorBefore[impostorBefore.length - 1];
        }

        /** The person whose pairs this number falls to. */
        private static int group(long[] before, long pair) {
            int found = Arrays.binarySearch(before, pair);
            int group = found >= 0 ? found : -found - 2;
            while (before[group + 1] == before[group]) {
                group++; // has no pairs
            }
            return group;
        }

        /** Numbered (1, 0), (2, 0), (2, 1), (3, 0) ... */
        void genuinePair(long pair, int[] first, int[] second, int at) {
            int group = group(genuineBefore, pair);
            long number = pair - genuineBefore[group];
            long later = (long) ((1 + Math.sqrt(1 + 8.0 * number)) / 2);
            // the square root may be off by one
            later -= later * (later - 1) / 2 > number ? 1 : 0;
            later += (later + 1) * later / 2 <= number ? 1 : 0;
            first[at] = start[group] + (int) (number - later * (later - 1) / 2);
            second[at] = start[group] + (int) later;
        }

        void impostorPair(long pair, int[] first, int[] second, int at) {
            int group = group(impostorBefore, pair);
            long number = pair - impostorBefore[group];
            int after = start[start.length - 1] - start[group + 1];
            first[at] = start[group] + (int) (number / after);
            second[at] = start[group + 1] + (int) (number % after);
        }
    }
}
