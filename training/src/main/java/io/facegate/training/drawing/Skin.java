package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** The face itself, its hollows and cheeks, and the ears. */
record Skin(DrawnPerson person, Circumstances now, Graphics2D g) {
    void paint() {
        g.setColor(DrawnPerson.mix(person.skin(), Color.BLACK, 0.2));
        for (int side : new int[] {-1, 1}) {
            double x = side * (person.width() + 0.01) - now.yaw() * FacePainter.PERSPECTIVE;
            g.fill(new Ellipse2D.Double(x - 0.1, -0.18, 0.2, 0.42));
        }
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(0.35 * now.light() + now.yaw(), -0.15),
                1.35f,
                new float[] {0, 0.55f, 1},
                new Color[] {
                    DrawnPerson.mix(person.skin(), Color.WHITE, 0.22),
                    person.skin(),
                    DrawnPerson.mix(person.skin(), new Color(40, 20, 10), 0.55)
                }));
        g.fill(outline());
    }

    Shape outline() {
        double w = person.width();
        double j = person.jaw();
        Path2D face = new Path2D.Double();
        face.moveTo(0, -1.05);
        face.curveTo(w * 0.75, -1.05, w * 1.03, -0.55, w, 0);
        face.curveTo(w * 0.98, 0.45, w * 0.72 * j, 1, 0, 1.02);
        face.curveTo(-w * 0.72 * j, 1, -w * 0.98, 0.45, -w, 0);
        face.curveTo(-w * 1.03, -0.55, -w * 0.75, -1.05, 0, -1.05);
        face.closePath();
        return face;
    }

    /** Between brow and nose, under the cheekbones and the lip; and the bright forehead. */
    void hollows() {
        Color dark = DrawnPerson.mix(person.skin(), new Color(50, 20, 10), 0.7);
        for (int side : new int[] {-1, 1}) {
            Shading.spot(g, side * person.eyeDistance(), -person.eyeHeight() - 0.05, 0.3, dark, 130);
            Shading.spot(g, side * person.eyeDistance() * 0.62, -person.eyeHeight() + 0.06, 0.17, dark, 110);
            Shading.spot(g, side * 0.42, 0.32, 0.3, DrawnPerson.mix(person.skin(), new Color(230, 90, 80), 0.5), 60);
        }
        Shading.spot(g, 0, person.mouthHeight() + 0.24, 0.2, dark, 90);
        Shading.spot(g, 0, -0.62, 0.4, DrawnPerson.mix(person.skin(), Color.WHITE, 0.5), 70);
    }

    void mole() {
        g.setColor(new Color(50, 26, 18, 200));
        double x = person.mole().x() * person.width();
        g.fill(new Ellipse2D.Double(x - 0.025, person.mole().y() - 0.025, 0.05, 0.05));
    }
}
