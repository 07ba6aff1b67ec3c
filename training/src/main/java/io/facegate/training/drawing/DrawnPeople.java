package io.facegate.training.drawing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A data set of people who don't exist, as pictures of real ones lie on disk: {@code images/NAME/NAME_0001.jpg}, with lists
 * of people for training, validation and test, and a list of pairs of the test's. Every third of the test's has one picture
 * only, to be a stranger. A detector finds these faces and a network
 * learns to tell them apart, so that every step of a training can be tried without anybody's picture. What is learnt of
 * them is worth nothing for real faces.
 *
 * @param people how many; half of them are for training, a quarter each for validation and test
 * @param pictures of each
 * @param side of a picture in pixels
 * @param seed of everything
 */
public record DrawnPeople(int people, int pictures, int side, long seed) {
    private static final int FOLDS = 10;

    public DrawnPeople {
        if (people < 8 || people > 100_000) {
            throw new IllegalArgumentException("people (%d) must be between 8 and 100000".formatted(people));
        }
        if (pictures < 2 || pictures > 9999) {
            throw new IllegalArgumentException("pictures (%d) must be between 2 and 9999".formatted(pictures));
        }
        if (side < 100 || side > 2000) {
            throw new IllegalArgumentException("side (%d) must be between 100 and 2000".formatted(side));
        }
    }

    /**
     * Draws them all; the same seed gives the same pictures.
     *
     * @param folder made if it is missing
     * @param progress is told how many pictures are drawn, whenever some are
     */
    public void write(Path folder, IntConsumer progress) throws IOException {
        try {
            IntStream.range(0, people).parallel().forEach(person -> {
                try {
                    draw(folder.resolve("images"), person);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                progress.accept(picturesOf(person));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int training = people / 2;
        int validation = firstOfTest();
        Files.write(folder.resolve("train.txt"), names(0, training));
        Files.write(folder.resolve("val.txt"), names(training, validation));
        Files.write(folder.resolve("test.txt"), names(validation, people));
        Files.write(folder.resolve("pairs-test.txt"), pairs());
    }

    private int firstOfTest() {
        return people / 2 + (people - people / 2) / 2;
    }

    private int picturesOf(int person) {
        return person >= firstOfTest() && (person - firstOfTest()) % 3 == 2 ? 1 : pictures;
    }

    /** How many there are in all. */
    public long count() {
        return IntStream.range(0, people).mapToLong(this::picturesOf).sum();
    }

    private void draw(Path images, int number) throws IOException {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        DrawnPerson person = DrawnPerson.of(random);
        Path folder = Files.createDirectories(images.resolve(name(number)));
        for (int picture = 1; picture <= picturesOf(number); picture++) {
            Circumstances now = Circumstances.of(random);
            Files.write(
                    folder.resolve("%s_%04d.jpg".formatted(name(number), picture)),
                    Photograph.of(FacePainter.paint(person, now, side), now, random));
        }
    }

    private static String name(int person) {
        return String.format(Locale.ROOT, "person-%05d", person);
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(DrawnPeople::name).toList();
    }

    /**
     * In the format of LFW's pairs.txt: as many genuine as impostor pairs in each of ten folds that share nobody, or in one
     * where there are too few people.
     */
    private List<String> pairs() {
        List<Integer> several = IntStream.range(firstOfTest(), people)
                .filter(person -> picturesOf(person) > 1)
                .boxed()
                .toList();
        int folds = several.size() < 2 * FOLDS ? 1 : FOLDS;
        int members = several.size() / folds;
        int each = members * (pictures - 1);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("%d\t%d".formatted(folds, each)));
        for (int fold = 0; fold < folds && members > 1; fold++) {
            List<Integer> people = several.subList(fold * members, (fold + 1) * members);
            for (int i = 0; i < each; i++) {
                int one = random.nextInt(pictures);
                int other = (one + 1 + random.nextInt(pictures - 1)) % pictures;
                lines.add("%s\t%d\t%d".formatted(name(people.get(i % members)), one + 1, other + 1));
            }
            for (int i = 0; i < each; i++) {
                int one = random.nextInt(members);
                int other = (one + 1 + random.nextInt(members - 1)) % members;
                lines.add("%s\t%d\t%s\t%d"
                        .formatted(
                                name(people.get(one)),
                                random.nextInt(pictures) + 1,
                                name(people.get(other)),
                                random.nextInt(pictures) + 1));
            }
        }
        return lines;
    }
}
