package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartsTest {
    /** Between the horizontal axis and its title, in pixels of a figure of 640 by 480 points. */
    private static final int LABELS_TOP = 816;

    private static final int LABELS_BOTTOM = 846;
    /** Right of the labels of the vertical axis. */
    private static final int LABELS_LEFT = 102;

    private static final int GAP = 14;

    /** Where labels stand below the horizontal axis: their middles, from left to right. */
    private static List<Integer> labels(Figure figure) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
        List<Integer> middles = new ArrayList<>();
        int from = -1;
        int last = LABELS_LEFT - 2 * GAP;
        for (int x = LABELS_LEFT; x < image.getWidth() + GAP; x++) {
            if (x < image.getWidth() && inked(image, x)) {
                from = x - last >= GAP ? x : from;
                last = x;
            } else if (x - last == GAP) {
                middles.add((from + last) / 2);
            }
        }
        return middles;
    }

    private static boolean inked(BufferedImage image, int x) {
        for (int y = LABELS_TOP; y < LABELS_BOTTOM; y++) {
            if ((image.getRGB(x, y) & 0xFF) < 0x80) {
                return true;
            }
        }
        return false;
    }

    /** 1,000 genuine and 100,000 impostor pairs that overlap so far that the accept rate begins well above zero. */
    private static RocCurve curve() {
        Random random = new Random(1);
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 101_000; i++) {
            pairs.add(new ScoredPair(0.2 * random.nextGaussian() + (i < 1000 ? 1 : 0), i < 1000));
        }
        return RocCurve.of(pairs);
    }

    @Test
    void ratesAreThePowersOfTenThatMetricsAreNamedBy() {
        assertThat(List.of(Charts.rate(1), Charts.rate(0.1), Charts.rate(0.01), Charts.rate(9.999999999999999e-6)))
                .containsExactly("1", "1e-1", "1e-2", "1e-5");
        assertThat(Charts.rate(2e-3)).isEqualTo("2e-3");
    }

    @Test
    void everyDecadeOfTheRocCurveIsLabelledTheLowestToo() throws IOException {
        List<Integer> labels = labels(VerificationFigures.roc(curve()));

        // 1e-5 to 1, as far from each other
        assertThat(labels).hasSize(6);
        double distance = (labels.get(5) - labels.get(0)) / 5.0;
        for (int i = 1; i < 6; i++) {
            assertThat(labels.get(i) - labels.get(i - 1)).isCloseTo((int) distance, within(15));
        }
    }

    @Test
    void theRocCurveSaysItsAreaAndWhereItsAxisBegins() {
        RocCurve curve = curve();

        Figure figure = VerificationFigures.roc(curve);

        assertThat(figure.chart().getTitle()).isEqualTo("ROC (AUC %.4f)".formatted(curve.areaUnderCurve()));
        assertThat(figure.chart().getYAxisTitle())
                .isEqualTo("True accept rate (axis begins at %.1f)"
                        .formatted(Math.floor(curve.truePositiveRateAt(1e-4) * 10) / 10));
        assertThat(figure.caption()).contains("1,000 genuine and 100,000 impostor pairs");
    }

    @Test
    void anAxisThatBeginsAtZeroSaysNothing() {
        List<ScoredPair> pairs = new ArrayList<>(Collections.nCopies(1000, new ScoredPair(0.9, false)));
        pairs.add(new ScoredPair(0.1, true));
        RocCurve bad = RocCurve.of(pairs);

        assertThat(VerificationFigures.roc(bad).chart().getYAxisTitle()).isEqualTo("True accept rate");
    }

    @Test
    void everyDecadeOfTheDetCurveIsLabelled() throws IOException {
        assertThat(labels(VerificationFigures.det(curve()))).hasSize(6);
    }

    @Test
    void whatIsDrawnInInkTakesTheThemesColour() throws IOException {
        Figure figure = VerificationFigures.roc(curve());

        String dark = figure.svg(Theme.DARK);
        String light = figure.svg(Theme.LIGHT);

        assertThat(dark).isNotEqualTo(light);
        assertThat(figure.svg(Theme.LIGHT)).isEqualTo(light);
    }
}
