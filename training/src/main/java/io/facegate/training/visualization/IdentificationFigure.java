package io.facegate.training.visualization;

import io.facegate.training.evaluation.IdentificationReport;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Detection and identification rate over false positive identification rate. */
public final class IdentificationFigure {
    private IdentificationFigure() {}

    public static Figure of(IdentificationReport report) {
        XYChart chart = Charts.chart(
                "Open-set identification", "Strangers taken for someone (FPIR)", "People found (DIR)", 640, 480);
        List<IdentificationReport.Point> points = report.curve().stream()
                .filter(point -> point.falsePositiveRate() > 0)
                .toList();
        double least = Math.pow(10, Math.floor(Math.log10(points.get(0).falsePositiveRate())));
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (IdentificationReport.Point point : points) {
            if (!y.isEmpty()) {
                x.add(point.falsePositiveRate());
                y.add(y.get(y.size() - 1));
            }
            x.add(point.falsePositiveRate());
            y.add(point.detectionRate());
        }
        XYSeries series = chart.addSeries("Model", x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Charts.BLUE);
        series.setLineStyle(new BasicStroke(2));
        Charts.logarithmicX(chart.getStyler(), least);
        Charts.shareAxis(chart, points.get(0).detectionRate());
        chart.getStyler().setLegendVisible(false);
        return new Figure(
                "identification",
                "How many enrolled people are found where so many strangers are taken for someone.",
                chart);
    }
}
