package io.facegate.training.visualization;

import io.facegate.vision.embedding.Embedding;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Embeddings of several people on a plane.
 *
 * @param points who each is, in the same order as the places
 * @param places {@code [N][2]}
 */
public record EmbeddingMap(List<Point> points, double[][] places) {
    private static final int PICTURES_OF_ONE = 50;
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
    };

    /** An embedding and who it is of. */
    public record Point(String person, Embedding embedding) {}

    public EmbeddingMap {
        points = List.copyOf(points);
    }

    /**
     * The people with the most pictures, and up to fifty pictures of each.
     *
     * @param people every picture's embedding; null where there is no face
     * @param count of people
     */
    public static List<Point> choose(SortedMap<String, List<@Nullable Embedding>> people, int count) {
        List<Point> chosen = new ArrayList<>();
        people.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<@Nullable Embedding>> person) ->
                                person.getValue().size())
                        .reversed())
                .limit(count)
                .forEach(person -> person.getValue().stream()
                        .filter(Objects::nonNull)
                        .limit(PICTURES_OF_ONE)
                        .forEach(embedding -> chosen.add(new Point(person.getKey(), embedding))));
        return chosen;
    }

    public static EmbeddingMap of(List<Point> points, Tsne tsne) {
        return new EmbeddingMap(points, tsne.map(vectors(points)));
    }

    private static float[][] vectors(List<Point> points) {
        return points.stream().map(point -> point.embedding().values()).toArray(float[][]::new);
    }

    /** See {@link Trustworthiness}. */
    public double trustworthiness(int neighbours) {
        return Trustworthiness.of(vectors(points), places, neighbours);
    }

    public Figure figure() {
        List<String> people = points.stream().map(Point::person).distinct().toList();
        boolean named = people.size() <= COLORS.length * MARKERS.length;
        XYChart chart = Charts.chart("t-SNE", "", "", named ? 820 : 640, 640);
        for (int person = 0; person < people.size(); person++) {
            XYSeries series = chart.addSeries(
                    people.get(person).replace('_', ' '),
                    coordinates(people.get(person), 0),
                    coordinates(people.get(person), 1));
            series.setMarker(MARKERS[person / COLORS.length % MARKERS.length]);
            series.setMarkerColor(COLORS[person % COLORS.length]);
            series.setLineStyle(new BasicStroke(0));
        }
        XYStyler style = chart.getStyler();
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        style.setLegendVisible(named);
        style.setLegendPosition(Styler.LegendPosition.OutsideE);
        style.setLegendLayout(Styler.LegendLayout.Vertical);
        style.setAxisTicksVisible(false);
        style.setPlotGridLinesVisible(false);
        style.setAxisTitlesVisible(false);
        style.setPlotContentSize(0.96);
        style.setMarkerSize(named ? 6 : 4);
        return new Figure(
                "tsne",
                "Map of embeddings (t-SNE): pictures of one person should lie together, apart from those of others. Distances between clusters mean little.",
                chart);
    }

    private double[] coordinates(String person, int axis) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (points.get(i).person().equals(person)) {
                values.add(places[i][axis]);
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
