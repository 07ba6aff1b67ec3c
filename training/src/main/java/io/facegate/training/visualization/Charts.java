package io.facegate.training.visualization;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How all figures look: quiet, and told apart without red and green (Okabe and Ito 2008). */
final class Charts {
    static final Color BLUE = new Color(0x0072B2);
    static final Color ORANGE = new Color(0xD55E00);
    /** Just enough below a limit of a linear axis that its label is still drawn. */
    static final double INSIDE = 0.9999;

    /** The same of a logarithmic one: more than a pixel of six decades. */
    static final double DECADE_INSIDE = 0.95;

    static final Color GREY = new Color(0x777777);

    private static final double WHOLE = 1e-6;

    private Charts() {}

    static XYChart chart(String title, String x, String y, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        XYStyler style = chart.getStyler();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        style.setBaseFont(font);
        style.setChartTitleFont(font.deriveFont(Font.BOLD, 14));
        style.setAxisTitleFont(font);
        style.setAxisTickLabelsFont(font.deriveFont(11f));
        style.setLegendFont(font.deriveFont(11f));
        Theme.LIGHT.apply(chart);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setChartTitleBoxVisible(false);
        style.setPlotMargin(0);
        style.setPlotContentSize(1);
        style.setMarkerSize(6);
        style.setLocale(Locale.ROOT);
        return chart;
    }

    /** A line without markers. */
    static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2));
        return series;
    }

    /** A thin broken line, for what is not measured. */
    static void guide(XYChart chart, String name, double[] x, double[] y) {
        XYSeries series = line(chart, name, x, y, GREY);
        series.setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0));
    }

    static void logarithmicX(XYStyler style, double least) {
        style.setXAxisLogarithmic(true);
        style.setXAxisMin(least * DECADE_INSIDE);
        style.setXAxisMax(1 / INSIDE);
        style.setXAxisTickLabelsFormattingFunction(Charts::rate);
    }

    /** From the tenth below what must be seen up to one; the axis says where it begins, if not at zero. */
    static void shareAxis(XYChart chart, double least) {
        double from = Math.max(0, Math.floor(Math.min(least, 0.99) * 10) / 10);
        if (from > 0) {
            chart.setYAxisTitle(String.format(Locale.ROOT, "%s (axis begins at %.1f)", chart.getYAxisTitle(), from));
        }
        XYStyler style = chart.getStyler();
        style.setYAxisMin(from - (1 - INSIDE));
        style.setYAxisMax(1 / INSIDE);
        style.setYAxisTickMarkSpacingHint(40);
        style.setYAxisDecimalPattern("0.00");
    }

    /** As a power of ten, which metrics are named by: 1e-4, 1e-1, 1. */
    static String rate(double value) {
        double exponent = Math.log10(value);
        long whole = Math.round(exponent);
        if (Math.abs(exponent - whole) > WHOLE) {
            return String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-");
        }
        return whole == 0 ? "1" : "1e" + whole;
    }
}
