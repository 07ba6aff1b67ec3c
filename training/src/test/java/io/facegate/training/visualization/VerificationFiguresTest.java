package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.evaluation.ComparedPair;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class VerificationFiguresTest {

    /** 200 genuine pairs around 0.7 and 5,000 impostor pairs around 0. */
    private static Comparisons comparisons() {
        Random random = new Random(1);
        List<ComparedPair> pairs = new ArrayList<>();
        for (int i = 0; i < 5200; i++) {
            double score = 0.15 * random.nextGaussian() + (i < 200 ? 0.7 : 0);
            pairs.add(new ComparedPair(i, 1, i < 200 ? i : i + 1, 2, Math.max(-1, Math.min(1, score))));
        }
        return new Comparisons(List.of(), List.of(pairs), pairs, 0);
    }

    private static XYSeries series(Figure figure, String name) {
        return figure.chart().getSeriesCollection().stream()
                .filter(series -> series.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRocCurveLiesOnTheMeasuredPointsAndEndsWhereEverythingIsAccepted() {
        RocCurve curve = comparisons().rocCurve();

        Figure figure = VerificationFigures.roc(curve);
        double[] x = series(figure, "Model").getXData();
        double[] y = series(figure, "Model").getYData();

        assertThat(x).isSorted();
        assertThat(y).isSorted();
        // 5,000 impostor pairs can show a thousandth
        assertThat(x[0]).isEqualTo(1e-3, within(1e-12));
        assertThat(x[x.length - 1]).isEqualTo(1);
        assertThat(y[y.length - 1]).isEqualTo(1);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).as("at %s", x[i]).isLessThanOrEqualTo(curve.truePositiveRateAt(x[i] * 1.000001));
        }
        assertThat(x.length).as("points that can't be told apart are left out").isLessThan(1000);
    }

    @Test
    void chanceIsTheDiagonalAndIsBroken() {
        Figure figure = VerificationFigures.roc(comparisons().rocCurve());

        XYSeries chance = series(figure, "Chance");
        assertThat(chance.getXData()).isEqualTo(chance.getYData());
        assertThat(chance.getLineColor()).isEqualTo(Charts.GREY);
        assertThat(chance.getLineStyle().getDashArray()).isNotEmpty();
        assertThat(series(figure, "Model").getLineColor()).isEqualTo(Charts.BLUE);
        assertThat(series(figure, "Model").getLineStyle().getDashArray()).isNull();
    }

    @Test
    void theDetCurveHasBothErrorsOnLogarithmicAxes() {
        RocCurve curve = comparisons().rocCurve();

        Figure figure = VerificationFigures.det(curve);
        XYChart chart = figure.chart();
        double[] accepted = series(figure, "Model").getXData();
        double[] rejected = series(figure, "Model").getYData();

        assertThat(chart.getTitle()).isEqualTo("DET (EER %.4f)".formatted(curve.equalErrorRate()));
        assertThat(chart.getStyler().isXAxisLogarithmic()).isTrue();
        assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
        // a hundredth of 200 genuine pairs can be seen, a thousandth of 5,000 impostor pairs
        assertThat(rejected[rejected.length - 1]).isEqualTo(0.01, within(1e-12));
        assertThat(accepted[0]).isEqualTo(1e-3, within(1e-12));
        assertThat(accepted).isSorted();
        assertThat(chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(0.01))
                .isEqualTo("1e-2");
        double crossing = curve.equalErrorRate();
        assertThat(nearestTo(crossing, accepted, rejected)).isEqualTo(crossing, within(0.01));
    }

    /** The false reject rate where the false accept rate is nearest to this. */
    private static double nearestTo(double rate, double[] accepted, double[] rejected) {
        int nearest = 0;
        for (int i = 1; i < accepted.length; i++) {
            nearest = Math.abs(accepted[i] - rate) < Math.abs(accepted[nearest] - rate) ? i : nearest;
        }
        return rejected[nearest];
    }

    @Test
    void similaritiesOfEitherKindHaveTheAreaOne() {
        Figure figure = VerificationFigures.similarities(comparisons(), 0.42);

        for (String kind : List.of("Genuine pairs", "Impostor pairs")) {
            XYSeries density = series(figure, kind);
            assertThat(area(density)).as(kind).isEqualTo(1, within(1e-9));
            assertThat(density.getXYSeriesRenderStyle()).hasValue(XYSeries.XYSeriesRenderStyle.Area);
        }
        assertThat(peak(series(figure, "Genuine pairs"))).isEqualTo(0.7, within(0.15));
        assertThat(peak(series(figure, "Impostor pairs"))).isEqualTo(0, within(0.1));
        assertThat(series(figure, "Best threshold").getXData()).containsExactly(0.42, 0.42);
    }

    /** Of steps: two points each. */
    private static double area(XYSeries steps) {
        double area = 0;
        for (int i = 0; i < steps.getXData().length; i += 2) {
            area += (steps.getXData()[i + 1] - steps.getXData()[i]) * steps.getYData()[i];
        }
        return area;
    }

    private static double peak(XYSeries steps) {
        int highest = 0;
        for (int i = 1; i < steps.getYData().length; i++) {
            highest = steps.getYData()[i] > steps.getYData()[highest] ? i : highest;
        }
        return steps.getXData()[highest];
    }

    @Test
    void pairsWithoutAFaceDoNotStretchTheAxis() {
        List<ComparedPair> pairs = List.of(
                new ComparedPair(0, 1, 0, 2, 0.8),
                new ComparedPair(0, 1, 1, 1, 0.24),
                new ComparedPair(1, 1, 1, 2, -1));

        Figure figure = VerificationFigures.similarities(new Comparisons(List.of(), List.of(pairs), pairs, 1), 0.5);

        assertThat(figure.chart().getStyler().getXAxisMin()).isEqualTo(0.2, within(1e-5));
        assertThat(figure.chart().getStyler().getXAxisMax()).isEqualTo(1, within(1e-5));
    }

    @Test
    void colourBlindPeopleCanTellGenuineFromImpostor() {
        Figure figure = VerificationFigures.similarities(comparisons(), 0.5);

        // blue and vermilion of Okabe and Ito
        assertThat(series(figure, "Genuine pairs").getLineColor().getRGB() & 0xFFFFFF)
                .isEqualTo(0x0072B2);
        assertThat(series(figure, "Impostor pairs").getLineColor().getRGB() & 0xFFFFFF)
                .isEqualTo(0xD55E00);
    }

    @Test
    void fewPairsHaveADecadeAtLeast() {
        RocCurve few = RocCurve.of(List.of(new ScoredPair(0.9, true), new ScoredPair(0.1, false)));

        assertThat(series(VerificationFigures.roc(few), "Model").getXData()[0]).isEqualTo(0.1, within(1e-12));
        assertThat(VerificationFigures.of(comparisons(), 0.5))
                .extracting(Figure::name)
                .containsExactly("roc", "det", "similarities");
    }
}
