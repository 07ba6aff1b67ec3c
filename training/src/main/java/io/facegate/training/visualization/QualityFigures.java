package io.facegate.training.visualization;

import io.facegate.training.evaluation.RefusalCurve;
import io.facegate.training.evaluation.StrangersTrial;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What bad pictures do, and what refusing them costs. */
public final class QualityFigures {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 520;
    /** Okabe and Ito (2008), and two greys. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x000000),
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0xB8A900),
            new Color(0x777777),
            new Color(0x5D3A9B));

    private QualityFigures() {}

    /**
     * @param trials by fault, from weak to strong
     * @param rate that the threshold claims
     */
    public static Figure ungated(Map<String, List<StrangersTrial>> trials, double rate) {
        return strangers(
                "bad-pictures-ungated",
                "Strangers granted if nothing is refused",
                trials,
                rate,
                StrangersTrial::grantedUngated);
    }

    /**
     * @param trials by fault, from weak to strong
     * @param rate that the threshold claims
     */
    public static Figure gated(Map<String, List<StrangersTrial>> trials, double rate) {
        return strangers(
                "bad-pictures-gated",
                "Strangers granted behind the quality gate",
                trials,
                rate,
                StrangersTrial::granted);
    }

    private static Figure strangers(
            String name,
            String title,
            Map<String, List<StrangersTrial>> trials,
            double rate,
            ToDoubleFunction<StrangersTrial> share) {
        XYChart chart = Charts.chart(title, "Strength of the fault, weak to strong", "Pairs granted", WIDTH, HEIGHT);
        double least = trials.values().stream()
                .flatMap(List::stream)
                .mapToDouble(trial -> 0.5 / trial.pairs())
                .min()
                .orElse(rate);
        int steps = trials.values().stream().mapToInt(List::size).max().orElse(1);
        int number = 0;
        for (Map.Entry<String, List<StrangersTrial>> fault : trials.entrySet()) {
            double[] x = new double[fault.getValue().size()];
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i + 1;
                y[i] = Math.max(least, share.applyAsDouble(fault.getValue().get(i)));
            }
            XYSeries series =
                    Charts.line(chart, fault.getKey().replace('_', ' '), x, y, COLOURS.get(number++ % COLOURS.size()));
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(series.getLineColor());
        }
        Charts.guide(chart, "claimed", new double[] {1, steps}, new double[] {rate, rate});
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
        chart.getStyler().setYAxisMax(1 / Charts.INSIDE);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::rate);
        chart.getStyler().setXAxisMin(0.9);
        chart.getStyler().setXAxisMax(steps + 0.1);
        chart.getStyler().setXAxisMaxLabelCount(steps);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        return new Figure(
                name,
                "%s, at the threshold for %s. The lowest points, at half a pair, are none."
                        .formatted(title, Charts.rate(rate)),
                chart);
    }

    /** @param rate that the threshold claims */
    public static Figure refusals(RefusalCurve curve, double rate) {
        XYChart chart = Charts.chart(
                "Missed people, the more pictures are refused",
                "Genuine pairs refused, the lowest quality first",
                "FNMR of the others at FMR " + Charts.rate(rate),
                WIDTH,
                400);
        Charts.line(
                chart,
                "Unified quality",
                curve.points().stream().mapToDouble(RefusalCurve.Point::refused).toArray(),
                curve.points().stream()
                        .mapToDouble(RefusalCurve.Point::falseNonMatchRate)
                        .toArray(),
                Charts.BLUE);
        double most = curve.points().stream()
                .mapToDouble(RefusalCurve.Point::falseNonMatchRate)
                .max()
                .orElse(1);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(Math.max(0.001, 1.2 * most));
        chart.getStyler().setXAxisDecimalPattern("0.00");
        chart.getStyler().setYAxisDecimalPattern("0.000");
        chart.getStyler().setLegendVisible(false);
        return new Figure(
                "quality-refusals",
                "False non-matches among the pairs that are left when those of the lowest unified quality are refused.",
                chart);
    }
}
