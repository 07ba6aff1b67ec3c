package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;

/** Hair behind the head, over the forehead, and as a beard. */
record Hair(DrawnPerson person, Circumstances now, Graphics2D g) {
    void behind() {
        double w = person.width();
        g.setColor(DrawnPerson.mix(person.hair(), Color.BLACK, 0.35));
        g.fill(new RoundRectangle2D.Double(
                -w - 0.13, -1.16, 2 * w + 0.26, 1.16 + Math.max(0.35, person.hairLength()), 1.5, 1.5));
    }

    void beard(Shape face) {
        if (person.beard() > 0) {
            Area area = new Area(AffineTransform.getTranslateInstance(-now.yaw(), -now.pitch())
                    .createTransformedShape(face));
            area.intersect(new Area(new Ellipse2D.Double(-1, 0.28, 2, 1.2)));
            area.subtract(new Area(new Ellipse2D.Double(-0.34, -0.2, 0.68, 0.62)));
            Color hair = person.hair();
            g.setColor(Shading.translucent(hair, (int) (200 * person.beard())));
            g.fill(area);
        }
    }

    void fringe() {
        double y = -person.eyeHeight() - person.hairline();
        double w = person.width();
        Path2D hair = new Path2D.Double();
        hair.moveTo(-w - 0.12, 0);
        hair.curveTo(-w - 0.15, -1.1, -0.5, -1.3, 0, -1.28);
        hair.curveTo(0.5, -1.3, w + 0.15, -1.1, w + 0.12, 0);
        hair.quadTo(w * 0.95, y + 0.1, w * 0.45, y);
        hair.quadTo(0, y - 0.08, -w * 0.45, y + 0.06);
        hair.quadTo(-w * 0.95, y + 0.1, -w - 0.12, 0);
        hair.closePath();
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(0.4 * now.light(), -1.1), 1.2f, new float[] {0, 1}, new Color[] {
                    DrawnPerson.mix(person.hair(), Color.WHITE, 0.25), person.hair()
                }));
        g.fill(hair);
    }
}
