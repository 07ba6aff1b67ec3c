package io.facegate.training.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Scores and labels, so that others can compute what they want: {@code pairs.csv}. Its rows are all pairs (without a fold),
 * and the balanced ones (with the number of their fold, from 1); pairs of a list are both at once, and there once.
 */
public record PairsTable(Comparisons comparisons) {
    public void write(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("first", "first_picture", "second", "second_picture", "score", "genuine", "fold");
            List<List<ComparedPair>> folds = comparisons.folds();
            if (!comparisons.listed()) {
                comparisons.all().forEach(pair -> write(csv, pair, ""));
            }
            for (int fold = 0; fold < folds.size(); fold++) {
                String number = Integer.toString(fold + 1);
                folds.get(fold).forEach(pair -> write(csv, pair, number));
            }
        }
    }

    private void write(CsvWriter csv, ComparedPair pair, String fold) {
        csv.writeRecord(
                comparisons.people().get(pair.first()),
                Integer.toString(pair.firstPicture()),
                comparisons.people().get(pair.second()),
                Integer.toString(pair.secondPicture()),
                Double.toString(pair.score()),
                pair.genuine() ? "1" : "0",
                fold);
    }
}
