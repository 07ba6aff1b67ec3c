package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code pairs.txt} in the format of Labeled Faces in the Wild: the first line has the number of folds and of genuine
 * pairs in each; then in each fold come that many lines "name first second" and as many "name first other second".
 *
 * @param folds pairs, fold by fold
 */
public record PairsFile(List<List<Pair>> folds) {

    /** A person's picture, counted from 1. */
    public record Picture(String identity, int number) {}

    /** Two pictures to compare. */
    public record Pair(Picture first, Picture second) {
        public boolean genuine() {
            return first.identity().equals(second.identity());
        }
    }

    public PairsFile {
        folds = folds.stream().map(List::copyOf).toList();
    }

    /**
     * @throws DatasetException if a line is not in the format
     */
    public static PairsFile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int[] header = lines.isEmpty() ? new int[0] : numbers(lines.get(0), file, 1);
        if (header.length != 2 || header[0] < 1 || header[1] < 1) {
            throw new DatasetException(
                    "%s, line 1: expected the number of folds and of pairs in each, such as \"10\t300\""
                            .formatted(file));
        }
        int pairsInFold = 2 * header[1];
        if (lines.size() - 1 < header[0] * pairsInFold) {
            throw new DatasetException("%s has %d pairs where its first line announces %d"
                    .formatted(file, lines.size() - 1, header[0] * pairsInFold));
        }
        List<List<Pair>> folds = new ArrayList<>();
        for (int fold = 0; fold < header[0]; fold++) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < pairsInFold; i++) {
                int line = 1 + fold * pairsInFold + i;
                pairs.add(pair(lines.get(line), file, line + 1));
            }
            folds.add(pairs);
        }
        return new PairsFile(folds);
    }

    private static Pair pair(String line, Path file, int number) {
        String[] fields = line.strip().split("\\s+", -1);
        return switch (fields.length) {
            case 3 ->
                new Pair(
                        new Picture(fields[0], number(fields[1], file, number)),
                        new Picture(fields[0], number(fields[2], file, number)));
            case 4 ->
                new Pair(
                        new Picture(fields[0], number(fields[1], file, number)),
                        new Picture(fields[2], number(fields[3], file, number)));
            default ->
                throw new DatasetException("%s, line %d: expected \"name first second\" or \"name first other second\""
                        .formatted(file, number));
        };
    }

    private static int[] numbers(String line, Path file, int number) {
        String[] fields = line.strip().split("\\s+", -1);
        int[] numbers = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            numbers[i] = number(fields[i], file, number);
        }
        return numbers;
    }

    private static int number(String field, Path file, int line) {
        try {
            return Integer.parseInt(field);
        } catch (NumberFormatException e) {
            throw new DatasetException("%s, line %d: \"%s\" is not a whole number".formatted(file, line, field));
        }
    }
}
