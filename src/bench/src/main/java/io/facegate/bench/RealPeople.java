package io.facegate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * People with real pictures: one picture of each is enrolled, and another one of some is searched for.
 *
 * @param enrolled a picture of each person, of unit length
 * @param probes another picture of some of them, of unit length
 */
record RealPeople(List<float[]> enrolled, List<float[]> probes) {
    static RealPeople of(List<LabelledEmbedding> pictures, int probeLimit, Random random) {
        Map<String, List<float[]>> people = pictures.stream()
                .collect(Collectors.groupingBy(
                        LabelledEmbedding::identity,
                        Collectors.mapping(picture -> Population.unit(picture.embedding()), Collectors.toList())));
        List<float[]> enrolled = new ArrayList<>();
        List<float[]> probes = new ArrayList<>();
        people.keySet().stream().sorted().map(people::get).forEach(own -> {
            enrolled.add(own.get(0));
            if (own.size() > 1) {
                probes.add(own.get(1 + random.nextInt(own.size() - 1)));
            }
        });
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("Nobody has two pictures: one to enrol and one to search for");
        }
        Collections.shuffle(probes, random);
        return new RealPeople(enrolled, probes.subList(0, Math.min(probeLimit, probes.size())));
    }
}
