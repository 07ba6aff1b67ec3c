package io.facegate.training.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Who is on which picture; both are numbered from 0. */
final class PeopleOfPictures {
    private final List<String> names;
    private final int[] personOfPicture;
    private final List<int[]> picturesOfPerson;

    /**
     * @param names of each person
     * @param personOfPicture the person's number, for each picture
     */
    PeopleOfPictures(List<String> names, int[] personOfPicture) {
        this.names = List.copyOf(names);
        this.personOfPicture = personOfPicture.clone();
        List<List<Integer>> pictures =
                names.stream().<List<Integer>>map(name -> new ArrayList<>()).toList();
        for (int picture = 0; picture < personOfPicture.length; picture++) {
            pictures.get(personOfPicture[picture]).add(picture);
        }
        this.picturesOfPerson = pictures.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /**
     * Some of the pictures, numbered anew, and who is on them.
     *
     * @param kept the pictures' numbers here, in their new order
     */
    PeopleOfPictures only(int[] kept) {
        int[] people = Arrays.stream(kept).map(this::personOf).distinct().toArray();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int person : people) {
            numbers.put(person, numbers.size());
        }
        return new PeopleOfPictures(
                Arrays.stream(people).mapToObj(this::nameOf).toList(),
                Arrays.stream(kept)
                        .map(picture -> Objects.requireNonNull(numbers.get(personOf(picture))))
                        .toArray());
    }

    int count() {
        return names.size();
    }

    String nameOf(int person) {
        return names.get(person);
    }

    int personOf(int picture) {
        return personOfPicture[picture];
    }

    /** At least one. */
    int[] picturesOf(int person) {
        return picturesOfPerson.get(person).clone();
    }

    /** Who has at least so many pictures. */
    int[] with(int leastPictures) {
        return IntStream.range(0, count())
                .filter(person -> picturesOfPerson.get(person).length >= leastPictures)
                .toArray();
    }
}
