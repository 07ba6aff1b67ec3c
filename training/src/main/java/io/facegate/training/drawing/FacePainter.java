package io.facegate.training.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * Paints a person from the back to the front, in units of the face's half height, its middle at the origin and y downwards:
 * with shades enough that a detector of photographs takes it for a face.
 */
final class FacePainter {
    private static final double PERSPECTIVE = 0.5;

    private final DrawnPerson person;
    private final Circumstances now;
    private final Graphics2D g;

    private FacePainter(DrawnPerson person, Circumstances now, Graphics2D g) {
        this.person = person;
        this.now = now;
        this.g = g;
    }

    /** @param side of the picture in pixels */
    static BufferedImage paint(DrawnPerson person, Circumstances now, int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(new LinearGradientPaint(0, 0, 0, side, new float[] {0, 1}, new Color[] {
            now.background().above(), now.background().below()
        }));
        g.fillRect(0, 0, side, side);
        g.translate(now.x() * side, now.y() * side);
        g.scale(now.height() * side, now.height() * side);
        FacePainter painter = new FacePainter(person, now, g);
        painter.body();
        g.rotate(now.roll());
        painter.head();
        g.dispose();
        return picture;
    }

    private void body() {
        Color shade = DrawnPerson.mix(person.skin(), Color.BLACK, 0.3);
        g.setColor(now.clothes());
        g.fill(new Ellipse2D.Double(-1.7, 1.25, 3.4, 3));
        g.setColor(shade);
        g.fill(new RoundRectangle2D.Double(-0.38, 0.5, 0.76, 1.05, 0.4, 0.4));
    }

    private void head() {
        double w = person.width();
        Color hairShade = DrawnPerson.mix(person.hair(), Color.BLACK, 0.35);
        g.setColor(hairShade);
        g.fill(new RoundRectangle2D.Double(
                -w - 0.13, -1.16, 2 * w + 0.26, 1.16 + Math.max(0.35, person.hairLength()), 1.5, 1.5));
        g.setColor(DrawnPerson.mix(person.skin(), Color.BLACK, 0.2));
        for (int side : new int[] {-1, 1}) {
            double x = side * (w + 0.01) - now.yaw() * PERSPECTIVE;
            g.fill(new Ellipse2D.Double(x - 0.1, -0.18, 0.2, 0.42));
        }
        Shape face = face();
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(0.35 * now.light() + now.yaw(), -0.15),
                1.35f,
                new float[] {0, 0.55f, 1},
                new Color[] {
                    DrawnPerson.mix(person.skin(), Color.WHITE, 0.22),
                    person.skin(),
                    DrawnPerson.mix(person.skin(), new Color(40, 20, 10), 0.55)
                }));
        g.fill(face);
        g.translate(now.yaw(), now.pitch());
        sockets();
        beard(face);
        nose();
        mouth();
        for (int side : new int[] {-1, 1}) {
            eye(side);
            brow(side);
        }
        mole();
        glasses();
        g.translate(-now.yaw(), -now.pitch());
        fringe();
    }

    private Shape face() {
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

    /** A soft spot. */
    private void shade(double x, double y, double radius, Color colour, int strength) {
        Color inside = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), strength);
        Color outside = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(x, y), (float) radius, new float[] {0, 1}, new Color[] {inside, outside}));
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private void sockets() {
        Color dark = DrawnPerson.mix(person.skin(), new Color(50, 20, 10), 0.7);
        for (int side : new int[] {-1, 1}) {
            shade(side * person.eyeDistance(), -person.eyeHeight() - 0.05, 0.3, dark, 130);
            shade(side * person.eyeDistance() * 0.62, -person.eyeHeight() + 0.06, 0.17, dark, 110);
            shade(side * 0.42, 0.32, 0.3, DrawnPerson.mix(person.skin(), new Color(230, 90, 80), 0.5), 60);
        }
        shade(0, person.mouthHeight() + 0.24, 0.2, dark, 90);
        shade(0, -0.62, 0.4, DrawnPerson.mix(person.skin(), Color.WHITE, 0.5), 70);
    }

    private void beard(Shape face) {
        if (person.beard() > 0) {
            Area area = new Area(AffineTransform.getTranslateInstance(-now.yaw(), -now.pitch())
                    .createTransformedShape(face));
            area.intersect(new Area(new Ellipse2D.Double(-1, 0.28, 2, 1.2)));
            area.subtract(new Area(new Ellipse2D.Double(-0.34, -0.2, 0.68, 0.62)));
            Color hair = person.hair();
            g.setColor(new Color(hair.getRed(), hair.getGreen(), hair.getBlue(), (int) (200 * person.beard())));
            g.fill(area);
        }
    }

    private void nose() {
        double top = -person.eyeHeight();
        double tip = top + person.noseLength();
        double w = person.noseWidth();
        Color dark = DrawnPerson.mix(person.skin(), new Color(50, 20, 10), 0.65);
        Color bright = DrawnPerson.mix(person.skin(), Color.WHITE, 0.4);
        double lit = now.light() >= 0 ? 1 : -1;
        g.setColor(new Color(dark.getRed(), dark.getGreen(), dark.getBlue(), 120));
        Path2D flank = new Path2D.Double();
        flank.moveTo(-lit * w * 0.35 + now.yaw() * 0.1, top);
        flank.quadTo(-lit * w * 0.5 + now.yaw() * 0.5, tip - 0.2, -lit * w * 1.15 + now.yaw() * PERSPECTIVE, tip);
        flank.lineTo(now.yaw() * PERSPECTIVE, tip + 0.02);
        flank.quadTo(now.yaw() * 0.3, tip - 0.2, 0, top);
        flank.closePath();
        g.fill(flank);
        shade(now.yaw() * PERSPECTIVE, tip - 0.07, w * 0.9, bright, 190);
        shade(now.yaw() * 0.3, (top + tip) / 2 - 0.05, w * 0.55, bright, 130);
        shade(now.yaw() * PERSPECTIVE, tip + 0.05, w * 1.25, dark, 150);
        g.setColor(DrawnPerson.mix(dark, Color.BLACK, 0.55));
        for (int side : new int[] {-1, 1}) {
            double x = side * w * 0.55 + now.yaw() * PERSPECTIVE;
            g.fill(new Ellipse2D.Double(x - w * 0.26, tip + 0.005, w * 0.52, w * 0.32));
        }
    }

    private void mouth() {
        double y = person.mouthHeight();
        double w = person.mouthWidth() * (1 + 0.15 * now.smile());
        double corner = y - 0.07 * now.smile();
        double thick = person.lipThickness();
        double open = 0.13 * now.mouthOpen();
        g.setColor(new Color(60, 18, 20));
        g.fill(lips(w, corner, y - 0.01, y + open + 0.02));
        if (open > 0.05) {
            g.setColor(new Color(235, 228, 218));
            g.fill(lips(w * 0.72, corner + 0.015, y, y + open * 0.55));
        }
        g.setColor(DrawnPerson.mix(person.lips(), Color.BLACK, 0.18));
        g.fill(lips(w, corner, y - thick, y - 0.005));
        g.setColor(person.lips());
        g.fill(lips(w * 0.96, corner + 0.01, y + open + 0.015, y + open + thick * 1.35));
        shade(0, y + open + thick * 0.8, thick * 1.3, Color.WHITE, 60);
    }

    private static Shape lips(double w, double corner, double above, double below) {
        Path2D lips = new Path2D.Double();
        lips.moveTo(-w, corner);
        lips.quadTo(0, 2 * above - corner, w, corner);
        lips.quadTo(0, 2 * below - corner, -w, corner);
        lips.closePath();
        return lips;
    }

    private void eye(int side) {
        double x = side * person.eyeDistance();
        double y = -person.eyeHeight();
        double w = person.eyeSize();
        double h = w * person.eyeOpening();
        Shape lid = lips(w, 0, -h, h * 0.8);
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
        g.setColor(new Color(fold.getRed(), fold.getGreen(), fold.getBlue(), 130));
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
        g.setColor(new Color(hair.getRed(), hair.getGreen(), hair.getBlue(), 220));
        g.setStroke(new BasicStroke((float) person.browThickness(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(brow);
    }

    private void mole() {
        g.setColor(new Color(50, 26, 18, 200));
        double x = person.mole().x() * person.width();
        g.fill(new Ellipse2D.Double(x - 0.025, person.mole().y() - 0.025, 0.05, 0.05));
    }

    private void glasses() {
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

    private void fringe() {
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
