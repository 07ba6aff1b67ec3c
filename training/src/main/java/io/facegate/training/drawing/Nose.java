package io.facegate.training.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Its flank in the shade, its bright ridge and tip, and the nostrils; what lies in front moves most when the head turns. */
record Nose(DrawnPerson person, Circumstances now, Graphics2D g) {
    void paint() {
        double top = -person.eyeHeight();
        double tip = top + person.noseLength();
        double w = person.noseWidth();
        Color dark = DrawnPerson.mix(person.skin(), new Color(50, 20, 10), 0.65);
        Color bright = DrawnPerson.mix(person.skin(), Color.WHITE, 0.4);
        double lit = now.light() >= 0 ? 1 : -1;
        g.setColor(Shading.translucent(dark, 120));
        Path2D flank = new Path2D.Double();
        flank.moveTo(-lit * w * 0.35 + now.yaw() * 0.1, top);
        flank.quadTo(
                -lit * w * 0.5 + now.yaw() * 0.5,
                tip - 0.2,
                -lit * w * 1.15 + now.yaw() * FacePainter.PERSPECTIVE,
                tip);
        flank.lineTo(now.yaw() * FacePainter.PERSPECTIVE, tip + 0.02);
        flank.quadTo(now.yaw() * 0.3, tip - 0.2, 0, top);
        flank.closePath();
        g.fill(flank);
        Shading.spot(g, now.yaw() * FacePainter.PERSPECTIVE, tip - 0.07, w * 0.9, bright, 190);
        Shading.spot(g, now.yaw() * 0.3, (top + tip) / 2 - 0.05, w * 0.55, bright, 130);
        Shading.spot(g, now.yaw() * FacePainter.PERSPECTIVE, tip + 0.05, w * 1.25, dark, 150);
        g.setColor(DrawnPerson.mix(dark, Color.BLACK, 0.55));
        for (int side : new int[] {-1, 1}) {
            double x = side * w * 0.55 + now.yaw() * FacePainter.PERSPECTIVE;
            g.fill(new Ellipse2D.Double(x - w * 0.26, tip + 0.005, w * 0.52, w * 0.32));
        }
    }
}
