package io.facegate.training.configuration;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant: the known word that takes the fewest changed letters (Levenshtein 1966). */
final class Nearest {
    private Nearest() {}

    /**
     * "Maybe x" if a word is near, and what there is.
     *
     * @param known not empty
     */
    static String advice(String written, Collection<String> known) {
        String all = String.join(", ", known);
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= Math.max(2, word.length() / 3))
                .map(word -> "Maybe %s; there are: %s.".formatted(word, all))
                .orElse("Maybe one of these: %s.".formatted(all));
    }

    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1)) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + same, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
