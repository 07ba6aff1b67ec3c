package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatePeopleCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    private static CommandLineRun evaluate(Object... more) {
        return faces.run("evaluate people --images " + faces.images(), more);
    }

    @Test
    void saysWhatWasMeasuredOnHowManyPairs() {
        CommandLineRun run = evaluate();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("embedder +" + faces.embedder())
                .containsPattern("pictures +92 \\(0 rejected\\)")
                .containsPattern("pairs +90 genuine, 4096 impostor, 0 without a face")
                .containsPattern("balanced pairs +90 genuine, 90 impostor, in 10 folds that share nobody")
                .containsPattern("ROC AUC +0\\.[0-9]{4}  \\[0\\.[0-9]{4}, [01]\\.[0-9]{4}\\]  all pairs")
                .containsPattern("TAR at FAR 1e-2 .* threshold [01]\\.[0-9]{4}, 40 false accepts")
                .containsPattern("TAR at FAR 1e-3 +not enough impostor pairs")
                .doesNotContain("page");
    }

    @Test
    void thePageHasEverythingAndItsPairsGiveTheStatedFigures() throws IOException {
        Path page = folder.resolve("a/page");

        CommandLineRun run = evaluate("--to", page, "--map-people", 8);

        assertThat(run.out()).endsWith("page             %s%n".formatted(page.resolve("index.html")));
        assertThat(page)
                .isDirectoryContaining("glob:**/index.html")
                .isDirectoryContaining("glob:**/roc.png")
                .isDirectoryContaining("glob:**/det.svg")
                .isDirectoryContaining("glob:**/similarities.svg")
                .isDirectoryContaining("glob:**/identification.svg")
                .isDirectoryContaining("glob:**/tsne.svg");
        JsonNode json =
                new ObjectMapper().readTree(page.resolve("evaluation.json").toFile());
        List<NamedCsvRecord> all = pairs(page, false);
        assertThat(all).hasSize(90 + 4096);
        assertThat(json.at("/verification/metrics/rocAuc/value").doubleValue())
                .isCloseTo(areaUnderCurve(all), within(1e-9));
        assertThat(json.get("data").textValue()).isEqualTo("images").doesNotContain(folder.toString());
        assertThat(json.get("trustworthiness").doubleValue()).isBetween(0.5, 1.0);
        assertThat(json.at("/identification/enrolled").intValue()).isEqualTo(DrawnFaces.PEOPLE_WITH_SEVERAL);
        assertThat(page.resolve("index.html"))
                .content()
                .contains("Evaluation of " + faces.embedder())
                .contains("90 genuine and 4,096 impostor pairs")
                .contains("The model is not calibrated");
    }

    private static List<NamedCsvRecord> pairs(Path page, boolean balanced) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(page.resolve("pairs.csv"))) {
            return csv.stream()
                    .filter(pair -> pair.getField("fold").isEmpty() != balanced)
                    .toList();
        }
    }

    /** The chance that a genuine pair is above an impostor pair, counted (Mann and Whitney 1947). */
    private static double areaUnderCurve(List<NamedCsvRecord> pairs) {
        double above = 0;
        long compared = 0;
        for (NamedCsvRecord genuine : pairs) {
            for (NamedCsvRecord impostor : pairs) {
                if (genuine.getField("genuine").equals("1")
                        && impostor.getField("genuine").equals("0")) {
                    int order = Double.compare(
                            Double.parseDouble(genuine.getField("score")),
                            Double.parseDouble(impostor.getField("score")));
                    above += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                    compared++;
                }
            }
        }
        return above / compared;
    }

    @Test
    void foldsShareNobodyAndAnotherSeedDealsOthers() throws IOException {
        evaluate("--map-people", 0, "--to", folder.resolve("one"));
        evaluate("--map-people", 0, "--to", folder.resolve("again"));
        evaluate("--map-people", 0, "--to", folder.resolve("two"), "--seed", 2);

        List<NamedCsvRecord> balanced = pairs(folder.resolve("one"), true);
        Set<String> placed = new HashSet<>();
        balanced.forEach(pair -> placed.add(pair.getField("first") + " in fold " + pair.getField("fold")));
        balanced.forEach(pair -> placed.add(pair.getField("second") + " in fold " + pair.getField("fold")));
        assertThat(placed).hasSize(DrawnFaces.PEOPLE_WITH_SEVERAL);
        assertThat(folder.resolve("one/tsne.svg")).as("a map was not wanted").doesNotExist();
        assertThat(folder.resolve("again/pairs.csv")).hasSameTextualContentAs(folder.resolve("one/pairs.csv"));
        assertThat(Files.readString(folder.resolve("two/pairs.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("one/pairs.csv")));
    }

    @Test
    void onlyTheListedPeopleAreTakenAndWhatIsNoPictureIsTold() throws IOException {
        Path list = folder.resolve("some.txt");
        try (var people = Files.list(faces.images())) {
            Files.write(
                    list,
                    people.map(person -> person.getFileName().toString())
                            .sorted()
                            .limit(21)
                            .toList());
        }
        Path notes = Files.writeString(faces.images().resolve("person-00003/notes.txt"), "of the third");
        try {
            CommandLineRun run = evaluate("--identities", list);

            assertThat(run.out()).containsPattern("pairs +63 genuine");
            assertThat(run.err()).containsPattern("passed over: not a picture +1: person-00003/notes.txt");
        } finally {
            Files.delete(notes);
        }
    }

    @Test
    void peopleWithoutFacesAreTooFewInPlainWords() throws IOException {
        Path faceless = DrawnFaces.faceless(folder.resolve("faceless"), 20, 2);

        CommandLineRun run = faces.run("evaluate people --images " + faceless, "--to", folder.resolve("none"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("needs at least 20 people with two or more faces; there are 0.")
                .contains("Maybe give a folder with more people")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void anEmbedderThatIsNotThereIsNamed() {
        CommandLineRun run = evaluate("--embedder", "nobody-1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no embedder nobody-1 in the models folder " + faces.models());
    }
}
