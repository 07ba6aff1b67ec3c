package io.facegate.training.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Batches to measure a loss in, the same ones whenever they are asked for: each holds several people, with several pictures
 * of those who have them. In the order of the data a person with many pictures would fill batches alone, and they would
 * have no negatives.
 *
 * <p>Each picture is in one batch at most. Left out are some of a person who has more than all others together, and people
 * with one picture where they are too many: they are negatives only.
 *
 * @param people in a batch, about
 * @param picturesEach of each of them at most
 */
public record ValidationBatches(int people, int picturesEach, long seed) {

    /**
     * @param identities whom each picture shows
     * @return places of each batch's pictures
     */
    public List<int[]> of(int[] identities) {
        List<int[]> several = new ArrayList<>();
        List<int[]> single = new ArrayList<>();
        int pieces = pieces(identities, several, single);
        int batches = Math.max(1, Math.min((pieces + people - 1) / people, several.size() / 2));
        List<List<Integer>> dealt = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            dealt.add(new ArrayList<>());
        }
        int next = 0;
        for (int[] piece : several) {
            Arrays.stream(piece).forEach(dealt.get(next++ % batches)::add);
        }
        for (int[] piece : single.subList(0, Math.min(single.size(), batches * people))) {
            dealt.get(next++ % batches).add(piece[0]);
        }
        return dealt.stream()
                .map(batch -> batch.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Cuts each person's pictures into pieces of even size, those of a person one after the other. */
    private int pieces(int[] identities, List<int[]> several, List<int[]> single) {
        Map<Integer, List<Integer>> byPerson = new LinkedHashMap<>();
        for (int place = 0; place < identities.length; place++) {
            byPerson.computeIfAbsent(identities[place], person -> new ArrayList<>())
                    .add(place);
        }
        List<int[]> order = new ArrayList<>();
        int all = 0;
        for (List<Integer> places : byPerson.values()) {
            int[] pictures = places.stream().mapToInt(Integer::intValue).toArray();
            Shuffle.shuffle(pictures, Shuffle.random(seed, identities[pictures[0]]));
            order.add(pictures);
            all += count(pictures);
        }
        int[] shuffled = Shuffle.range(order.size());
        Shuffle.shuffle(shuffled, Shuffle.random(seed));
        for (int person : shuffled) {
            int[] pictures = order.get(person);
            int pieces = Math.min(count(pictures), Math.max(1, all - count(pictures)));
            for (int piece = 0; piece < pieces; piece++) {
                int from = (int) ((long) piece * pictures.length / count(pictures));
                int to = (int) ((piece + 1L) * pictures.length / count(pictures));
                (to - from > 1 ? several : single).add(Arrays.copyOfRange(pictures, from, to));
            }
        }
        return several.size() + single.size();
    }

    private int count(int[] pictures) {
        return (pictures.length + picturesEach - 1) / picturesEach;
    }
}
