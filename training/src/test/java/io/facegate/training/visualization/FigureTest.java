package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;
import org.xml.sax.EntityResolver;
import org.xml.sax.InputSource;

class FigureTest {
    private static Figure figure() {
        XYChart chart = Charts.chart("Title", "across", "up", 300, 200);
        Charts.line(chart, "Model", new double[] {0, 1}, new double[] {0, 1}, Charts.BLUE);
        Charts.guide(chart, "Chance", new double[] {0, 1}, new double[] {1, 0});
        return new Figure("diagonal", "A diagonal.", chart);
    }

    private static BufferedImage pixels(Figure figure) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(figure.png()));
    }

    private static boolean has(BufferedImage image, Color color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == color.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void pixelsAreForSharpScreensOnWhitePaper() throws IOException {
        BufferedImage image = pixels(figure());

        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat(new Color(image.getRGB(0, 0))).isEqualTo(Color.WHITE);
        assertThat(has(image, Charts.BLUE)).as("the curve").isTrue();
        assertThat(has(image, Charts.GREY)).as("the guide").isTrue();
        assertThat(has(image, Charts.ORANGE)).isFalse();
    }

    @Test
    void linesAreAWholeDocumentOfTheFiguresSize() throws Exception {
        EntityResolver nothingFromElsewhere = (publicId, systemId) -> new InputSource(new StringReader(""));
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver(nothingFromElsewhere);

        Document svg = builder.parse(new InputSource(new StringReader(figure().svg(Theme.LIGHT))));

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("300");
        assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo("200");
    }

    @Test
    void aThemeChangesThePaperAndNotTheCurve() throws IOException {
        Figure figure = figure();

        assertThat(colours(figure.svg(Theme.DARK)))
                .contains("27,28,30", "0,114,178")
                .doesNotContain("255,255,255");
        assertThat(colours(figure.svg(Theme.LIGHT))).contains("0,114,178").doesNotContain("27,28,30");
        assertThat(has(pixels(figure), Color.WHITE))
                .as("pixels are light whatever was drawn before")
                .isTrue();
    }

    /** That are drawn or filled with, as red, green and blue. */
    private static List<String> colours(String svg) {
        Matcher matcher = Pattern.compile("rgb\\(([0-9,]+)\\)").matcher(svg.replace(" ", ""));
        List<String> colours = new ArrayList<>();
        while (matcher.find()) {
            colours.add(matcher.group(1));
        }
        return colours;
    }

    @Test
    void itsFilesHaveItsName(@TempDir Path folder) throws IOException {
        Figure figure = figure();

        figure.write(folder);

        assertThat(folder.resolve("diagonal.png")).hasBinaryContent(figure.png());
        assertThat(folder.resolve("diagonal.svg")).hasContent(figure.svg(Theme.LIGHT));
    }

    @Test
    void anAxisOfSharesBeginsAtTheTenthBelowWhatMustBeSeenAndSaysSo() {
        XYChart chart = Charts.chart("Title", "across", "Share", 300, 200);

        Charts.shareAxis(chart, 0.73);

        assertThat(chart.getYAxisTitle()).isEqualTo("Share (axis begins at 0.7)");
        assertThat(chart.getStyler().getYAxisMin()).isBetween(0.699, 0.7);
        assertThat(chart.getStyler().getYAxisMax()).isBetween(1.0, 1.001);
    }

    @Test
    void aCurveThatIsAllAtTheTopStillHasAnAxis() {
        XYChart chart = Charts.chart("Title", "across", "Share", 300, 200);

        Charts.shareAxis(chart, 1);

        assertThat(chart.getYAxisTitle()).isEqualTo("Share (axis begins at 0.9)");
    }
}
