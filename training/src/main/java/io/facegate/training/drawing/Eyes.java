package io.facegate.training.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Lids, irises that look somewhere, brows and glasses. */
record Eyes(DrawnPerson person, Circumstances now, Graphics2D g) {
    void paint() {
        for (int side : new int[] {-1, 1}) {
            eye(side);
            brow(side);
        }
    }

    private void eye(int side) {
        double x = side * person.eyeDistance();
        double y = -person.eyeHeight();
        double w = person.eyeSize();
        double h = w * person.eyeOpening();
        Shape lid = Mouth.lens(w, 0, -h, h * 0.8);
        g.translate(x, y);
        g.setColor(new Color(236, 232, 226));
        g.fill(lid);
        Shape clip = g.getClip();
        g.clip(lid);
        double iris = w * 0.5;
        double gaze = now.gaze() * w * 0.3;
        g.setColor(DrawnPerson.mix(person.iris(), Color.BLACK, 0.25));
        g.fill(new Ellipse2D.Double(gaze - iris, -iris - h * 0.1, 2 * iris, 2 * iris));
        g.setColor(person.iris());
        g.fill(new Ellipse2D.Double(gaze - iris * 0.8, -iris * 0.8 - h * 0.1, 1.6 * iris, 1.6 * iris));
        g.setColor(new Color(12, 10, 10));
        g.fill(new Ellipse2D.Double(gaze - iris * 0.45, -iris * 0.45 - h * 0.1, 0.9 * iris, 0.9 * iris));
        g.setColor(Color.WHITE);
        g.fill(new Ellipse2D.Double(gaze - iris * 0.5, -iris * 0.6, iris * 0.3, iris * 0.3));
        g.setClip(clip);
        g.setColor(new Color(30, 18, 14));
        g.setStroke(new BasicStroke(0.028f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D upper = new Path2D.Double();
        upper.moveTo(-w, 0);
        upper.quadTo(0, -2 * h, w, 0);
        g.draw(upper);
        Color fold = DrawnPerson.mix(person.skin(), new Color(40, 16, 10), 0.7);
        g.setColor(Shading.translucent(fold, 130));
        g.setStroke(new BasicStroke(0.02f));
        Path2D crease = new Path2D.Double();
        crease.moveTo(-w * 0.95, -h * 0.7);
        crease.quadTo(0, -h * 2.9, w * 0.95, -h * 0.7);
        g.draw(crease);
        Path2D bag = new Path2D.Double();
        bag.moveTo(-w * 0.8, h * 0.9);
        bag.quadTo(0, h * 2.1, w * 0.8, h * 0.9);
        g.draw(bag);
        g.translate(-x, -y);
    }

    private void brow(int side) {
        double x = person.eyeDistance();
        double y = -person.eyeHeight() - person.eyeSize() * person.eyeOpening() - 0.13;
        Path2D brow = new Path2D.Double();
        brow.moveTo(side * (x - 0.17), y + person.browTilt() * 0.5 + 0.02);
        brow.quadTo(side * x, y - 0.06 - person.browTilt() * 0.5, side * (x + 0.2), y + 0.03 - person.browTilt());
        Color hair = DrawnPerson.mix(person.hair(), Color.BLACK, 0.2);
        g.setColor(Shading.translucent(hair, 220));
        g.setStroke(new BasicStroke((float) person.browThickness(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(brow);
    }

    void glasses() {
        if (person.glasses()) {
            g.setColor(new Color(20, 20, 24, 220));
            g.setStroke(new BasicStroke(0.035f));
            double r = person.eyeSize() * 1.55;
            double y = -person.eyeHeight();
            for (int side : new int[] {-1, 1}) {
                double x = side * person.eyeDistance();
                g.draw(new RoundRectangle2D.Double(x - r, y - r * 0.75, 2 * r, 1.6 * r, r, r));
            }
        }
    }
}
