package io.facegate.training.visualization;

import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** What a figure lies on. The colours of curves are told apart on both; what is drawn in ink takes the theme's. */
public enum Theme {
    LIGHT(new Color(0xFFFFFF), new Color(0x333333), new Color(0xE6E6E6), new Color(0x000000)),
    DARK(new Color(0x1B1C1E), new Color(0xDDDDDD), new Color(0x3A3C40), new Color(0xF2F2F2));

    private final Color paper;
    private final Color text;
    private final Color grid;
    private final Color ink;

    Theme(Color paper, Color text, Color grid, Color ink) {
        this.paper = paper;
        this.text = text;
        this.grid = grid;
        this.ink = ink;
    }

    void apply(XYChart chart) {
        XYStyler style = chart.getStyler();
        style.setChartFontColor(text);
        style.setXAxisTitleColor(text);
        style.setYAxisTitleColor(text);
        style.setAxisTickLabelsColor(text);
        style.setChartBackgroundColor(paper);
        style.setPlotBackgroundColor(paper);
        style.setPlotBorderColor(Charts.GREY);
        style.setPlotGridLinesColor(grid);
        style.setLegendBackgroundColor(paper);
        style.setLegendBorderColor(paper);
        for (XYSeries series : chart.getSeriesCollection()) {
            if (LIGHT.ink.equals(series.getMarkerColor()) || DARK.ink.equals(series.getMarkerColor())) {
                series.setMarkerColor(ink);
            }
        }
    }
}
