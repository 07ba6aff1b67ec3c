package io.facegate.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Looks at the picture where a feature must be; a unit is half the height of the face. */
class FacePainterTest {
    private static final int SIDE = 400;
    private static final double UNIT = 0.3 * SIDE;

    private static final Color SKIN = new Color(220, 180, 150);
    private static final Color HAIR = new Color(20, 20, 120);
    private static final Color BACKGROUND = new Color(0, 160, 0);
    private static final Color CLOTHES = new Color(160, 0, 160);
    private static final Color LIPS = new Color(200, 40, 60);

    private static DrawnPerson person(double beard, boolean glasses, double eyeDistance) {
        return new DrawnPerson(
                SKIN,
                HAIR,
                new Color(60, 120, 200),
                LIPS,
                0.75,
                1,
                eyeDistance,
                0.15,
                0.15,
                0.5,
                0.06,
                0,
                0.45,
                0.14,
                0.52,
                0.3,
                0.09,
                0.5,
                0.3,
                beard,
                glasses,
                new DrawnPerson.Mole(0.6, 0.4));
    }

    private static final DrawnPerson PLAIN = person(0, false, 0.34);

    private static Circumstances now(double x, double roll, double yaw, double smile, double open, double gaze) {
        return new Circumstances(
                new Circumstances.Background(BACKGROUND, BACKGROUND.darker()),
                CLOTHES,
                UNIT / SIDE,
                x,
                0.5,
                roll,
                yaw,
                0,
                smile,
                open,
                gaze,
                0,
                1,
                1,
                0);
    }

    private static final Circumstances STILL = now(0.5, 0, 0, 0, 0, 0);

    private static BufferedImage paint(DrawnPerson person, Circumstances now) {
        return FacePainter.paint(person, now, SIDE);
    }

    /** @param x in units from the middle of the face */
    private static Color at(BufferedImage picture, double x, double y) {
        return new Color(
                picture.getRGB((int) Math.round(SIDE / 2.0 + x * UNIT), (int) Math.round(SIDE / 2.0 + y * UNIT)));
    }

    private static double brightness(Color colour) {
        return (colour.getRed() + colour.getGreen() + colour.getBlue()) / 3.0;
    }

    /** Mean of what is within a quarter of a unit or so. */
    private static double mean(BufferedImage picture, double x, double y, double reach, ToDoubleFunction<Color> of) {
        double sum = 0;
        int count = 0;
        for (double dy = -reach; dy <= reach; dy += 0.01) {
            for (double dx = -reach; dx <= reach; dx += 0.01) {
                sum += of.applyAsDouble(at(picture, x + dx, y + dy));
                count++;
            }
        }
        return sum / count;
    }

    private static boolean isSkin(Color colour) {
        return colour.getRed() > colour.getGreen() + 15 && colour.getGreen() > colour.getBlue();
    }

    private static boolean isHair(Color colour) {
        return colour.getBlue() > colour.getRed() + 40;
    }

    @Test
    void thereIsAFaceBetweenBackgroundAndClothes() {
        BufferedImage picture = paint(PLAIN, STILL);

        assertThat(picture.getWidth()).isEqualTo(SIDE);
        assertThat(picture.getHeight()).isEqualTo(SIDE);
        assertThat(new Color(picture.getRGB(1, 1))).isEqualTo(BACKGROUND);
        assertThat(isSkin(at(picture, 0, 0.2))).as("nose").isTrue();
        assertThat(isSkin(at(picture, 0.5, 0.3))).as("cheek").isTrue();
        assertThat(isHair(at(picture, 0, -1.15))).as("hair").isTrue();
        assertThat(isHair(at(picture, -0.82, -0.45))).as("hair at the side").isTrue();
        assertThat(at(picture, 0, 1.6)).isEqualTo(CLOTHES);
    }

    @Test
    void theBackgroundFadesDownwards() {
        BufferedImage picture = paint(PLAIN, STILL);

        assertThat(new Color(picture.getRGB(2, SIDE / 2)).getGreen())
                .isLessThan(BACKGROUND.getGreen())
                .isGreaterThan(BACKGROUND.darker().getGreen());
    }

    @Test
    void eyesAreWhiteAroundADarkPupil() {
        BufferedImage picture = paint(PLAIN, STILL);
        for (int side : new int[] {-1, 1}) {
            assertThat(brightness(at(picture, side * 0.34, -0.15))).as("pupil").isLessThan(60);
            assertThat(brightness(at(picture, side * 0.34 + 0.1, -0.15)))
                    .as("white")
                    .isGreaterThan(150);
            assertThat(brightness(at(picture, side * 0.34 - 0.1, -0.15)))
                    .as("white")
                    .isGreaterThan(150);
        }
    }

    @Test
    void browsAreAboveTheEyes() {
        BufferedImage picture = paint(PLAIN, STILL);

        double brow = mean(picture, 0.34, -0.4, 0.02, FacePainterTest::brightness);
        assertThat(brow).isLessThan(mean(picture, 0.34, -0.5, 0.02, FacePainterTest::brightness) - 40);
    }

    @Test
    void lipsAreRedderThanTheSkinAroundThem() {
        BufferedImage picture = paint(PLAIN, STILL);

        Color lower = at(picture, 0.05, 0.6);
        assertThat(lower.getRed() - lower.getGreen()).isGreaterThan(80);
        Color chin = at(picture, 0.3, 0.75);
        assertThat(chin.getRed() - chin.getGreen()).isLessThan(70);
    }

    @Test
    void anOpenMouthShowsTeeth() {
        Color shut = at(paint(PLAIN, STILL), 0, 0.55);
        Color open = at(paint(PLAIN, now(0.5, 0, 0, 0, 1, 0)), 0, 0.55);

        assertThat(brightness(open)).isGreaterThan(brightness(shut) + 60);
    }

    @Test
    void aSmileLiftsTheCornersOfTheMouth() {
        // beside the closed mouth, at the height to which its corners go
        double corner = 0.27;
        ToDoubleFunction<Color> redness = colour -> colour.getRed() - colour.getGreen();

        assertThat(mean(paint(PLAIN, now(0.5, 0, 0, 1, 0, 0)), corner, 0.46, 0.02, redness))
                .isGreaterThan(mean(paint(PLAIN, now(0.5, 0, 0, -0.5, 0, 0)), corner, 0.46, 0.02, redness));
    }

    @Test
    void theEyesLookToASide() {
        BufferedImage right = paint(PLAIN, now(0.5, 0, 0, 0, 0, 0.9));
        BufferedImage left = paint(PLAIN, now(0.5, 0, 0, 0, 0, -0.9));

        assertThat(brightness(at(right, 0.34 + 0.06, -0.15))).isLessThan(brightness(at(left, 0.34 + 0.06, -0.15)));
        assertThat(brightness(at(left, 0.34 - 0.06, -0.15))).isLessThan(brightness(at(right, 0.34 - 0.06, -0.15)));
    }

    @Test
    void whatLiesInFrontMovesWhenTheHeadTurns() {
        BufferedImage turned = paint(PLAIN, now(0.5, 0, 0.1, 0, 0, 0));

        assertThat(brightness(at(turned, 0.44, -0.15)))
                .as("pupil, a tenth to the right")
                .isLessThan(60);
        assertThat(brightness(at(turned, -0.24, -0.15))).isLessThan(60);
    }

    @Test
    void aHeadThatRollsTakesItsEyesAlong() {
        double roll = 0.2;
        BufferedImage rolled = paint(PLAIN, now(0.5, roll, 0, 0, 0, 0));
        double x = 0.34 * Math.cos(roll) + 0.15 * Math.sin(roll);
        double y = 0.34 * Math.sin(roll) - 0.15 * Math.cos(roll);

        assertThat(brightness(at(rolled, x, y))).isLessThan(60);
        assertThat(at(rolled, 0, 1.6)).as("the body stays").isEqualTo(CLOTHES);
    }

    @Test
    void theFaceIsWhereItShallBe() {
        BufferedImage moved = paint(PLAIN, now(0.45, 0, 0, 0, 0, 0));

        assertThat(brightness(at(moved, 0.34 - 0.05 * SIDE / UNIT, -0.15))).isLessThan(60);
    }

    @Test
    void aBeardCoversChinAndJawAndNotTheEyes() {
        DrawnPerson bearded = person(0.8, false, 0.34);
        BufferedImage picture = paint(bearded, STILL);

        BufferedImage shaven = paint(PLAIN, STILL);
        for (double x : new double[] {-0.4, 0, 0.4}) {
            assertThat(brightness(at(picture, x, 0.8))).isLessThan(brightness(at(shaven, x, 0.8)) - 40);
        }
        assertThat(changed(PLAIN, bearded).y).as("begins below the nose").isGreaterThan((int) (SIDE / 2 + 0.2 * UNIT));
    }

    @Test
    void glassesAreRoundBothEyes() {
        Rectangle changed = changed(PLAIN, person(0, true, 0.34));

        assertThat(changed.getCenterX()).isCloseTo(SIDE / 2.0, within(3.0));
        assertThat(changed.getCenterY()).isCloseTo(SIDE / 2.0 - 0.15 * UNIT, within(6.0));
        assertThat(changed.getWidth()).isBetween(2 * 0.5 * UNIT, 2 * 0.7 * UNIT);
    }

    @Test
    void peopleDifferInTheDistanceOfTheirEyes() {
        BufferedImage near = paint(person(0, false, 0.3), STILL);

        assertThat(brightness(at(near, 0.3, -0.15))).isLessThan(60);
        assertThat(brightness(at(paint(PLAIN, STILL), 0.3, -0.15))).isGreaterThan(60);
    }

    @Test
    void aMoleIsADarkSpot() {
        BufferedImage picture = paint(PLAIN, STILL);

        assertThat(brightness(at(picture, 0.6 * 0.75, 0.4)))
                .isLessThan(brightness(at(picture, 0.6 * 0.75 + 0.08, 0.4)) - 50);
    }

    /** Where the pictures of two people differ. */
    private static Rectangle changed(DrawnPerson one, DrawnPerson other) {
        BufferedImage first = paint(one, STILL);
        BufferedImage second = paint(other, STILL);
        Rectangle changed = new Rectangle(-1, -1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                if (first.getRGB(x, y) != second.getRGB(x, y)) {
                    changed.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return changed;
    }
}
