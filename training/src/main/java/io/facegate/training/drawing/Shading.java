package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;

/** How light falls on what is painted. */
final class Shading {
    private Shading() {}

    /** A soft spot: strongest in the middle, nothing at its edge. */
    static void spot(Graphics2D g, double x, double y, double radius, Color colour, int strength) {
        Color inside = translucent(colour, strength);
        Color outside = translucent(colour, 0);
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(x, y), (float) radius, new float[] {0, 1}, new Color[] {inside, outside}));
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** @param opacity from 0 to 255 */
    static Color translucent(Color colour, int opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
    }
}
