package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Lips, and teeth where it is open. */
record Mouth(DrawnPerson person, Circumstances now, Graphics2D g) {
    void paint() {
        double y = person.mouthHeight();
        double w = person.mouthWidth() * (1 + 0.15 * now.smile());
        double corner = y - 0.07 * now.smile();
        double thick = person.lipThickness();
        double open = 0.13 * now.mouthOpen();
        g.setColor(new Color(60, 18, 20));
        g.fill(lens(w, corner, y - 0.01, y + open + 0.02));
        if (open > 0.05) {
            g.setColor(new Color(235, 228, 218));
            g.fill(lens(w * 0.72, corner + 0.015, y, y + open * 0.55));
        }
        g.setColor(DrawnPerson.mix(person.lips(), Color.BLACK, 0.18));
        g.fill(lens(w, corner, y - thick, y - 0.005));
        g.setColor(person.lips());
        g.fill(lens(w * 0.96, corner + 0.01, y + open + 0.015, y + open + thick * 1.35));
        Shading.spot(g, 0, y + open + thick * 0.8, thick * 1.3, Color.WHITE, 60);
    }

    /** Between two arcs that meet in two corners: a lip, or the opening of an eye. */
    static Shape lens(double w, double corner, double above, double below) {
        Path2D lens = new Path2D.Double();
        lens.moveTo(-w, corner);
        lens.quadTo(0, 2 * above - corner, w, corner);
        lens.quadTo(0, 2 * below - corner, -w, corner);
        lens.closePath();
        return lens;
    }
}
