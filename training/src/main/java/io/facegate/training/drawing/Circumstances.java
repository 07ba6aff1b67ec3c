package io.facegate.training.drawing;

import java.awt.Color;
import java.util.SplittableRandom;

/**
 * What differs from one picture of a person to the next.
 *
 * @param background its two colours
 * @param clothes colour
 * @param height half that of the face, as a share of the picture's side
 * @param x of the face's middle, as a share of the side
 * @param y of the face's middle, as a share of the side
 * @param roll of the head, in radians
 * @param yaw how far what lies in front moves sideways, in half heights of the face
 * @param pitch the same, down
 * @param smile from -1 to 1
 * @param mouthOpen from 0 to 1
 * @param gaze of the irises, from -1 to 1
 * @param light from which side, from -1 to 1
 * @param brightness of everything
 * @param blur deviation in pixels
 * @param noise deviation in grey levels
 */
record Circumstances(
        Background background,
        Color clothes,
        double height,
        double x,
        double y,
        double roll,
        double yaw,
        double pitch,
        double smile,
        double mouthOpen,
        double gaze,
        double light,
        double brightness,
        double blur,
        double noise) {

    record Background(Color above, Color below) {}

    static Circumstances of(SplittableRandom random) {
        return new Circumstances(
                new Background(colour(random), colour(random)),
                colour(random),
                random.nextDouble(0.26, 0.34),
                random.nextDouble(0.46, 0.54),
                random.nextDouble(0.44, 0.52),
                random.nextDouble(-0.2, 0.2),
                random.nextDouble(-0.13, 0.13),
                random.nextDouble(-0.06, 0.06),
                random.nextDouble(-0.5, 1),
                random.nextDouble() < 0.4 ? random.nextDouble() : 0,
                random.nextDouble(-0.5, 0.5),
                random.nextDouble(-1, 1),
                random.nextDouble(0.75, 1.15),
                random.nextDouble(0.6, 1.4),
                random.nextDouble(1, 6));
    }

    private static Color colour(SplittableRandom random) {
        return Color.getHSBColor(
                (float) random.nextDouble(), (float) random.nextDouble(0.4), (float) random.nextDouble(0.25, 0.85));
    }
}
