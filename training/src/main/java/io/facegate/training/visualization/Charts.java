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
    /** Just enough below a limit that its label is still drawn. */
    static final double INSIDE = 0.9999;

    static final Color GREY = new Color(0x777777);

    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color TEXT = new Color(0x333333);
    private static final int SMALLEST_PLAIN_EXPONENT = -2;

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
        style.setChartFontColor(TEXT);
        style.setAxisTickLabelsColor(TEXT);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderColor(GREY);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setLegendBorderColor(Color.WHITE);
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
        style.setXAxisMin(least * INSIDE);
        style.setXAxisMax(1 / INSIDE);
        style.setXAxisTickLabelsFormattingFunction(Charts::rate);
    }

    /** From the tenth below what must be seen up to one. */
    static void shareAxis(XYStyler style, double least) {
        style.setYAxisMin(Math.floor(Math.min(least, 0.99) * 10) / 10 - (1 - INSIDE));
        style.setYAxisMax(1 / INSIDE);
        style.setYAxisTickMarkSpacingHint(40);
        style.setYAxisDecimalPattern("0.0#");
    }

    /** 0.01 and above in full, below as a power of ten. */
    static String rate(double value) {
        double exponent = Math.log10(value);
        return exponent >= SMALLEST_PLAIN_EXPONENT - 1e-9
                ? String.format(Locale.ROOT, "%s", trimmed(value))
                : String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-");
    }

    private static String trimmed(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
