package io.facegate.training.visualization;

import io.facegate.training.evaluation.ComparedPair;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.RocCurve;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** The curves that verification is judged by. */
public final class VerificationFigures {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int BINS = 100;
    /** Of a curve, in powers of ten; less can't be seen. */
    private static final double VISIBLE_DECADES = 0.01;

    private static final double VISIBLE_SHARE = 0.002;

    private VerificationFigures() {}

    public static List<Figure> of(Comparisons comparisons, double threshold) {
        RocCurve curve = comparisons.rocCurve();
        return List.of(roc(curve), det(curve), similarities(comparisons, threshold));
    }

    /** True over false accept rate, the latter on a logarithmic axis, because what matters are small ones. */
    public static Figure roc(RocCurve curve) {
        String title = String.format(Locale.ROOT, "ROC (AUC %.4f)", curve.areaUnderCurve());
        XYChart chart = Charts.chart(title, "False accept rate", "True accept rate", WIDTH, HEIGHT);
        double least = lowestDecade(curve.impostorPairs());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (RocCurve.Point point : curve.points()) {
            double rate = Math.max(point.falsePositiveRate(), least);
            if (x.isEmpty() || visible(last(x), rate) || point.truePositiveRate() - last(y) > VISIBLE_SHARE) {
                x.add(rate);
                y.add(point.truePositiveRate());
            }
        }
        x.add(1.0);
        y.add(1.0);
        Charts.line(chart, "Model", array(x), array(y), Charts.BLUE);
        double[] chanceX = new double[100];
        for (int i = 0; i < chanceX.length; i++) {
            chanceX[i] = Math.pow(least, 1 - i / (chanceX.length - 1.0));
        }
        Charts.guide(chart, "Chance", chanceX, chanceX);
        XYStyler style = chart.getStyler();
        Charts.logarithmicX(style, least);
        Charts.shareAxis(chart, curve.truePositiveRateAt(10 * least));
        return new Figure(
                "roc",
                "ROC curve: how many genuine pairs are accepted where so many impostor pairs are. " + counts(curve),
                chart);
    }

    /** False reject over false accept rate, both logarithmic (Martin et al. 1997): a better model is nearer the origin. */
    public static Figure det(RocCurve curve) {
        String title = String.format(Locale.ROOT, "DET (EER %.4f)", curve.equalErrorRate());
        XYChart chart = Charts.chart(title, "False accept rate", "False reject rate", WIDTH, HEIGHT);
        double least = lowestDecade(curve.impostorPairs());
        double leastRejected = lowestDecade(curve.genuinePairs());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (RocCurve.Point point : curve.points()) {
            double accepted = Math.max(point.falsePositiveRate(), least);
            double rejected = Math.max(1 - point.truePositiveRate(), leastRejected);
            if (x.isEmpty() || visible(last(x), accepted) || visible(rejected, last(y))) {
                x.add(accepted);
                y.add(rejected);
            }
        }
        Charts.line(chart, "Model", array(x), array(y), Charts.BLUE);
        double from = Math.max(least, leastRejected);
        Charts.guide(chart, "Equal error rates", new double[] {from, 1}, new double[] {from, 1});
        XYStyler style = chart.getStyler();
        Charts.logarithmicX(style, least);
        style.setYAxisLogarithmic(true);
        style.setYAxisMin(leastRejected * Charts.DECADE_INSIDE);
        style.setYAxisMax(1 / Charts.INSIDE);
        style.setYAxisTickLabelsFormattingFunction(Charts::rate);
        return new Figure(
                "det",
                "DET curve: the two errors against each other; the lower and further left, the better. "
                        + counts(curve),
                chart);
    }

    private static String counts(RocCurve curve) {
        return String.format(
                Locale.ROOT, "Of %,d genuine and %,d impostor pairs.", curve.genuinePairs(), curve.impostorPairs());
    }

    /** How alike genuine and impostor pairs are, each kind with the area 1. */
    public static Figure similarities(Comparisons comparisons, double threshold) {
        XYChart chart = Charts.chart("Similarities", "Cosine similarity", "Density", WIDTH, HEIGHT);
        double low = comparisons.all().stream()
                .mapToDouble(ComparedPair::score)
                .filter(score -> score > -1)
                .min()
                .orElse(-1);
        double from = Math.floor(low * 10) / 10;
        double highest = Math.max(
                histogram(chart, "Impostor pairs", comparisons.all(), false, from, Charts.ORANGE),
                histogram(chart, "Genuine pairs", comparisons.all(), true, from, Charts.BLUE));
        Charts.guide(chart, "Best threshold", new double[] {threshold, threshold}, new double[] {0, highest * 1.05});
        XYStyler style = chart.getStyler();
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        style.setXAxisMin(from - 1e-6);
        style.setXAxisMax(1 + 1e-6);
        style.setYAxisMin(-highest * 1e-6);
        style.setYAxisMax(highest * 1.05);
        style.setXAxisDecimalPattern("0.0");
        style.setYAxisDecimalPattern("0");
        return new Figure(
                "similarities",
                "How similar pictures of the same person and of different people are; the less overlap, the better.",
                chart);
    }

    private static double histogram(
            XYChart chart, String name, List<ComparedPair> pairs, boolean genuine, double from, Color color) {
        double[] counts = new double[BINS];
        double width = (1 - from) / BINS;
        long total = 0;
        for (ComparedPair pair : pairs) {
            if (pair.genuine() == genuine) {
                int bin = (int) ((pair.score() - from) / width);
                counts[Math.max(0, Math.min(BINS - 1, bin))]++;
                total++;
            }
        }
        double[] x = new double[2 * BINS];
        double[] y = new double[2 * BINS];
        double highest = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double density = counts[bin] / total / width;
            x[2 * bin] = from + bin * width;
            x[2 * bin + 1] = from + (bin + 1) * width;
            y[2 * bin] = density;
            y[2 * bin + 1] = density;
            highest = Math.max(highest, density);
        }
        XYSeries series = Charts.line(chart, name, x, y, color);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
        return highest;
    }

    /** The lowest power of ten that so many pairs can show. */
    private static double lowestDecade(long pairs) {
        return Math.pow(10, -Math.max(1, Math.floor(Math.log10(pairs))));
    }

    private static boolean visible(double from, double to) {
        return Math.log10(to) - Math.log10(from) > VISIBLE_DECADES;
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
