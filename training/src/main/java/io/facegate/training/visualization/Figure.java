package io.facegate.training.visualization;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;

/**
 * A picture for people, as pixels or as lines.
 *
 * @param name of its files
 * @param caption what it shows, in a sentence
 */
public record Figure(String name, String caption, XYChart chart) {
    private static final int PIXELS_PER_POINT = 2;

    private record Size(int width, int height) {}

    private Size size() {
        return new Size(chart.getWidth(), chart.getHeight());
    }

    /** Twice as many pixels as the chart has points, for sharp screens. */
    public byte[] png() throws IOException {
        Size size = size();
        Theme.LIGHT.apply(chart);
        BufferedImage image = new BufferedImage(
                size.width() * PIXELS_PER_POINT, size.height() * PIXELS_PER_POINT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
            chart.paint(graphics, size.width(), size.height());
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    public String svg(Theme theme) throws IOException {
        Size size = size();
        theme.apply(chart);
        SVGGraphics2D graphics = new SVGGraphics2D(emptySvg());
        chart.paint(graphics, size.width(), size.height());
        graphics.setSVGCanvasSize(new Dimension(size.width(), size.height()));
        StringWriter text = new StringWriter();
        graphics.stream(text, true);
        return text.toString();
    }

    private static Document emptySvg() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform can make XML documents", e);
        }
    }

    /** Writes {@code <name>.png} and {@code <name>.svg}. */
    public void write(Path folder) throws IOException {
        Files.write(folder.resolve(name + ".png"), png());
        Files.writeString(folder.resolve(name + ".svg"), svg(Theme.LIGHT));
    }
}
