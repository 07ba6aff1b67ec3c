package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.training.evaluation.IdentificationReport.Search;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class IdentificationFigureTest {
    /** Four searches and two strangers, whose nearest are at 0.6 and 0.3. */
    private static Figure figure() {
        return IdentificationFigure.of(new IdentificationReport(
                9,
                0,
                List.of(new Search(true, 0.9), new Search(true, 0.5), new Search(false, 0.8), new Search(true, 0.2)),
                0,
                List.of(0.6, 0.3),
                0));
    }

    @Test
    void theCurveRisesInStepsFromTheFirstStrangerOn() {
        XYSeries curve = figure().chart().getSeriesCollection().iterator().next();

        // with one stranger in, a threshold just above 0.3 finds two of four; with both in, three are found
        assertThat(curve.getXData()).containsExactly(new double[] {0.5, 1, 1}, within(1e-9));
        assertThat(curve.getYData()).containsExactly(new double[] {0.5, 0.5, 0.75}, within(1e-9));
    }

    @Test
    void theAxisIsLogarithmicFromTheDecadeBelowTheFirstStranger() {
        var styler = figure().chart().getStyler();

        assertThat(styler.isXAxisLogarithmic()).isTrue();
        assertThat(styler.getXAxisMin()).isBetween(0.09, 0.1);
        assertThat(styler.getXAxisMax()).isBetween(1.0, 1.001);
        assertThat(styler.getXAxisTickLabelsFormattingFunction().apply(0.1)).isEqualTo("1e-1");
        assertThat(styler.getYAxisMin()).isEqualTo(0.5, within(0.001));
        assertThat(figure().chart().getYAxisTitle()).isEqualTo("People found (DIR) (axis begins at 0.5)");
        assertThat(styler.isLegendVisible()).as("there is one curve").isFalse();
    }
}
