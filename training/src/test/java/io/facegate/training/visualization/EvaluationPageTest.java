package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.evaluation.ComparedPair;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.Confusion;
import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.training.evaluation.VerificationReport;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPageTest {
    private static final Calibration CALIBRATION = new Calibration(
            "other <faces>",
            9000,
            800,
            List.of(new OperatingPoint(1e-2, 0.41f, 0.1, 90), new OperatingPoint(1e-3, 0.52f, 0.2, 9)));

    @TempDir
    private Path folder;

    private static Comparisons comparisons() {
        Random random = new Random(1);
        List<List<ComparedPair>> folds = new ArrayList<>();
        for (int fold = 0; fold < 10; fold++) {
            List<ComparedPair> pairs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int person = 40 * fold + i;
                pairs.add(new ComparedPair(person, 1, person, 2, 0.6 + 0.2 * random.nextGaussian()));
                pairs.add(new ComparedPair(person, 1, (person + 1) % 400, 1, 0.2 * random.nextGaussian()));
            }
            folds.add(pairs);
        }
        return new Comparisons(
                IntStream.range(0, 400).mapToObj("person <%d>"::formatted).toList(),
                folds,
                folds.stream().flatMap(List::stream).toList(),
                0);
    }

    private static EmbeddingMap map() {
        Random random = new Random(1);
        List<EmbeddingMap.Point> points = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            float[] values = {i % 4, i % 3, (float) random.nextGaussian()};
            points.add(new EmbeddingMap.Point("person <%d>".formatted(i % 4), Embedding.of(new ModelId("m"), values)));
        }
        return EmbeddingMap.of(points, new Tsne(5, 0.5, 50, 1));
    }

    private void write() throws IOException {
        Comparisons comparisons = comparisons();
        VerificationReport verification = VerificationReport.of(comparisons, 1);
        IdentificationReport identification = new IdentificationReport(
                3, 0, List.of(new IdentificationReport.Search(true, 0.7)), 0, List.of(0.3, 0.2), 1);
        List<Figure> figures = new ArrayList<>(VerificationFigures.of(comparisons, verification.bestThreshold()));
        figures.add(IdentificationFigure.of(identification));
        figures.add(map().figure());
        new EvaluationPage(
                        new Evaluation(
                                "model<1>",
                                "faces",
                                Instant.EPOCH,
                                "abc",
                                "a computer",
                                42,
                                Map.of("no_face", 2),
                                verification,
                                identification,
                                CALIBRATION,
                                Evaluation.calibrated(CALIBRATION, comparisons),
                                0.97),
                        figures)
                .write(folder);
    }

    @Test
    void hasEveryFigureAsPixelsAndAsLines() throws IOException {
        write();

        for (String name : List.of("roc", "det", "similarities", "identification", "tsne")) {
            assertThat(ImageIO.read(folder.resolve(name + ".png").toFile()).getWidth())
                    .isGreaterThan(1000);
            assertThat(folder.resolve(name + ".svg")).content().contains("<svg").contains("</svg");
            assertThat(Files.size(folder.resolve(name + ".svg"))).isLessThan(500_000);
        }
    }

    private String html() throws IOException {
        write();
        return Files.readString(folder.resolve("index.html"));
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        assertThat(html())
                .contains("Evaluation of model&lt;1&gt;")
                .contains("42, of which 2 rejected (no_face 2)")
                .contains("Open-set identification")
                .doesNotContain("http://")
                .doesNotContain("<script");
    }

    @Test
    void everyFigureIsThereForLightAndForDarkScreens() throws IOException {
        String html = html();

        assertThat(html)
                .contains("<meta name=\"viewport\" content=\"width=device-width")
                .contains("@media (prefers-color-scheme: dark)");
        assertThat(html.split("<source media=\"\\(prefers-color-scheme: dark\\)\" srcset=\"data:image/svg\\+xml", -1))
                .hasSize(6);
        assertThat(html.split("src=\"data:image/svg\\+xml;base64,", -1)).hasSize(6);
        assertThat(html)
                .contains(uri(VerificationFigures.roc(comparisons().rocCurve()).svg(Theme.DARK)));
    }

    private static String uri(String svg) {
        return Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyMetricSaysWhichPairsItIsOverAndAcceptRatesTheirThresholds() throws IOException {
        assertThat(html())
                .contains("Every metric is over the listed pairs: 400 genuine and 400 impostor pairs in 10 folds")
                .containsPattern("<td>accuracy</td><td>listed</td><td class=\"number\">0\\.9\\d+</td>")
                .containsPattern("<td>TAR at FAR 1e-1</td><td>listed</td>(<td class=\"number\">[0-9. –]+</td>){3}")
                .contains("<td>TAR at FAR 1e-4</td><td>listed</td><td class=\"number\">not enough impostor pairs</td>")
                .contains("of 400 impostor pairs accepted");
    }

    @Test
    void theModelsThresholdsAreThereWithWhatTheyDoHere() throws IOException {
        Confusion here = comparisons().at(0.41f);

        assertThat(html())
                .contains("of other &lt;faces&gt; (800 genuine, 9,000 impostor pairs)")
                .contains("<td class=\"number\">1e-2</td><td class=\"number\">0.4100</td><td class=\"number\">%d</td>"
                        .formatted(here.falsePositives()))
                .contains("Not calibrated at 1e-3: 9 supporting pairs are too few.");
    }

    @Test
    void theJsonHasTheMetricsAndTheirIntervals() throws IOException {
        write();

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("evaluation.json").toFile());
        JsonNode auc = json.at("/verification/metrics/rocAuc");
        assertThat(auc.get("value").doubleValue())
                .isBetween(auc.get("low").doubleValue(), auc.get("high").doubleValue());
        assertThat(json.get("trustworthiness").doubleValue()).isEqualTo(0.97);
        assertThat(json.get("date").textValue()).isEqualTo("1970-01-01T00:00:00Z");
    }
}
