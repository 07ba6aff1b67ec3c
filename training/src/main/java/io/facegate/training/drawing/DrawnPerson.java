package io.facegate.training.drawing;

import java.awt.Color;
import java.util.SplittableRandom;

/**
 * What stays the same in all pictures of a drawn person. Lengths are shares of the face's half height.
 *
 * @param skin colour
 * @param hair colour
 * @param iris colour
 * @param lips colour
 * @param width of the face
 * @param jaw how broad the face is below; 1 for an ellipse
 * @param eyeDistance from the middle
 * @param eyeHeight above the middle
 * @param eyeSize half its width
 * @param eyeOpening its height, in widths
 * @param browThickness of the eyebrows
 * @param browTilt how much they rise outwards
 * @param noseLength below the eyes
 * @param noseWidth half of it
 * @param mouthHeight below the middle
 * @param mouthWidth half of it
 * @param lipThickness of both
 * @param hairline above the eyes
 * @param hairLength of the sides, below the middle
 * @param beard 0 for none, up to 1
 * @param glasses whether they are worn
 * @param mole place on the face, from -1 to 1 in each direction
 */
record DrawnPerson(
        Color skin,
        Color hair,
        Color iris,
        Color lips,
        double width,
        double jaw,
        double eyeDistance,
        double eyeHeight,
        double eyeSize,
        double eyeOpening,
        double browThickness,
        double browTilt,
        double noseLength,
        double noseWidth,
        double mouthHeight,
        double mouthWidth,
        double lipThickness,
        double hairline,
        double hairLength,
        double beard,
        boolean glasses,
        Mole mole) {

    record Mole(double x, double y) {}

    static DrawnPerson of(SplittableRandom random) {
        double tan = random.nextDouble();
        Color skin = mix(new Color(244, 208, 180), new Color(104, 66, 46), tan);
        double dark = random.nextDouble();
        Color hair = mix(
                new Color(24, 18, 16), mix(new Color(190, 150, 90), new Color(130, 60, 30), dark), Math.pow(dark, 2));
        Color iris = mix(new Color(60, 36, 20), new Color(90, 140, 170), random.nextDouble());
        return new DrawnPerson(
                skin,
                hair,
                iris,
                mix(new Color(190, 90, 90), mix(skin, new Color(110, 40, 40), 0.5), random.nextDouble()),
                random.nextDouble(0.68, 0.84),
                random.nextDouble(0.85, 1.15),
                random.nextDouble(0.29, 0.38),
                random.nextDouble(0.08, 0.20),
                random.nextDouble(0.12, 0.17),
                random.nextDouble(0.38, 0.62),
                random.nextDouble(0.03, 0.085),
                random.nextDouble(-0.06, 0.08),
                random.nextDouble(0.38, 0.52),
                random.nextDouble(0.10, 0.18),
                random.nextDouble(0.46, 0.58),
                random.nextDouble(0.22, 0.36),
                random.nextDouble(0.05, 0.12),
                random.nextDouble(0.42, 0.62),
                random.nextDouble(-0.1, 0.9),
                random.nextDouble() < 0.25 ? random.nextDouble(0.3, 0.8) : 0,
                random.nextDouble() < 0.2,
                new Mole(random.nextDouble(-0.6, 0.6), random.nextDouble(-0.3, 0.7)));
    }

    /** @param share of the second colour, from 0 to 1 */
    static Color mix(Color first, Color second, double share) {
        return new Color(
                channel(first.getRed(), second.getRed(), share),
                channel(first.getGreen(), second.getGreen(), share),
                channel(first.getBlue(), second.getBlue(), share));
    }

    private static int channel(int first, int second, double share) {
        return (int) Math.max(0, Math.min(255, Math.round(first + share * (second - first))));
    }
}
