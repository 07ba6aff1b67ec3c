package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class EmbeddingMapTest {
    private static final ModelId MODEL = new ModelId("made-up");

    private static List<@Nullable Embedding> pictures(int count, int withoutFace) {
        List<@Nullable Embedding> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(Embedding.of(MODEL, new float[] {1, i}));
        }
        for (int i = 0; i < withoutFace; i++) {
            pictures.add(0, null);
        }
        return pictures;
    }

    private static EmbeddingMap map(int people) {
        List<EmbeddingMap.Point> points = new ArrayList<>();
        double[][] places = new double[2 * people][];
        for (int i = 0; i < 2 * people; i++) {
            points.add(new EmbeddingMap.Point("person_%d".formatted(i / 2), Embedding.of(MODEL, new float[] {1, i})));
            places[i] = new double[] {i, -i};
        }
        return new EmbeddingMap(points, places);
    }

    @Test
    void thoseWithTheMostPicturesAreChosenAndFiftyFacesOfEachAtMost() {
        SortedMap<String, List<@Nullable Embedding>> people = new TreeMap<>();
        people.put("few", pictures(2, 0));
        people.put("many", pictures(70, 5));
        people.put("some", pictures(10, 3));

        List<EmbeddingMap.Point> chosen = EmbeddingMap.choose(people, 2);

        assertThat(chosen).filteredOn(point -> point.person().equals("many")).hasSize(50);
        assertThat(chosen).filteredOn(point -> point.person().equals("some")).hasSize(10);
        assertThat(chosen).noneMatch(point -> point.person().equals("few"));
    }

    @Test
    void everyPersonHasALookOfTheirOwnAsLongAsThereAreLooks() {
        Figure figure = map(28).figure();

        assertThat(figure.chart().getSeriesCollection())
                .extracting(series -> List.of(series.getMarkerColor(), series.getMarker()))
                .hasSize(28)
                .doesNotHaveDuplicates();
        assertThat(figure.chart().getSeriesCollection())
                .first()
                .extracting(XYSeries::getName)
                .isEqualTo("person 0");
        assertThat(figure.chart().getStyler().isLegendVisible()).isTrue();
    }

    @Test
    void morePeopleThanLooksHaveNoLegend() {
        assertThat(map(29).figure().chart().getStyler().isLegendVisible()).isFalse();
    }

    @Test
    void blackMarksAreSeenOnADarkScreen() throws IOException {
        Figure figure = map(7).figure();

        figure.svg(Theme.DARK);
        assertThat(figure.chart().getSeriesCollection())
                .extracting(XYSeries::getMarkerColor)
                .doesNotContain(Color.BLACK)
                .doesNotHaveDuplicates();
        figure.svg(Theme.LIGHT);
        assertThat(figure.chart().getSeriesCollection())
                .extracting(XYSeries::getMarkerColor)
                .contains(Color.BLACK);
    }
}
