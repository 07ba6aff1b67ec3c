package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * Paints a person from the back to the front, in units of the face's half height, its middle at the origin and y downwards:
 * with shades enough that a detector of photographs takes it for a face.
 */
final class FacePainter {
    /** How far the tip of the nose moves more than the eyes, and the ears less, when the head turns. */
    static final double PERSPECTIVE = 0.5;

    private FacePainter() {}

    /** @param side of the picture in pixels */
    static BufferedImage paint(DrawnPerson person, Circumstances now, int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(new LinearGradientPaint(0, 0, 0, side, new float[] {0, 1}, new Color[] {
            now.background().above(), now.background().below()
        }));
        g.fillRect(0, 0, side, side);
        g.translate(now.x() * side, now.y() * side);
        g.scale(now.height() * side, now.height() * side);
        body(person, now, g);
        g.rotate(now.roll());
        head(person, now, g);
        g.dispose();
        return picture;
    }

    private static void body(DrawnPerson person, Circumstances now, Graphics2D g) {
        g.setColor(now.clothes());
        g.fill(new Ellipse2D.Double(-1.7, 1.25, 3.4, 3));
        g.setColor(DrawnPerson.mix(person.skin(), Color.BLACK, 0.3));
        g.fill(new RoundRectangle2D.Double(-0.38, 0.5, 0.76, 1.05, 0.4, 0.4));
    }

    private static void head(DrawnPerson person, Circumstances now, Graphics2D g) {
        Hair hair = new Hair(person, now, g);
        Skin skin = new Skin(person, now, g);
        Eyes eyes = new Eyes(person, now, g);
        hair.behind();
        skin.paint();
        g.translate(now.yaw(), now.pitch());
        skin.hollows();
        hair.beard(skin.outline());
        new Nose(person, now, g).paint();
        new Mouth(person, now, g).paint();
        eyes.paint();
        skin.mole();
        eyes.glasses();
        g.translate(-now.yaw(), -now.pitch());
        hair.fringe();
    }
}
