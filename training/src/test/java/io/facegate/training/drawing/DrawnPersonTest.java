package io.facegate.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnPersonTest {
    private static final List<DrawnPerson> MANY = IntStream.range(0, 500)
            .mapToObj(seed -> DrawnPerson.of(new SplittableRandom(seed)))
            .toList();

    @Test
    void isTheSameForTheSameRandomNumbersAndNobodyElse() {
        assertThat(DrawnPerson.of(new SplittableRandom(7))).isEqualTo(MANY.get(7));
        assertThat(new HashSet<>(MANY)).hasSize(500);
    }

    @Test
    void hasItsFeaturesInTheOrderOfAFace() {
        assertThat(MANY).allSatisfy(person -> {
            double eyes = -person.eyeHeight();
            double tip = eyes + person.noseLength();
            assertThat(-person.eyeHeight() - person.hairline())
                    .as("hairline over the eyes")
                    .isLessThan(eyes - 0.3);
            assertThat(tip).as("the nose ends below the eyes").isGreaterThan(eyes);
            assertThat(person.mouthHeight()).as("and above the mouth").isGreaterThan(tip);
            assertThat(person.mouthHeight()).as("which is above the chin").isLessThan(0.9);
        });
    }

    @Test
    void hasEyesAndMouthWithinTheFace() {
        assertThat(MANY).allSatisfy(person -> {
            assertThat(person.eyeDistance() + person.eyeSize()).isLessThan(person.width());
            assertThat(person.eyeDistance() - person.eyeSize()).as("two eyes").isPositive();
            assertThat(person.mouthWidth()).isLessThan(person.width());
            assertThat(Math.abs(person.mole().x())).isLessThan(1);
        });
    }

    @Test
    void wearsGlassesOrABeardNowAndThen() {
        assertThat(MANY.stream().filter(DrawnPerson::glasses)).hasSizeBetween(60, 140);
        assertThat(MANY.stream().filter(person -> person.beard() > 0)).hasSizeBetween(80, 170);
        assertThat(MANY).allSatisfy(person -> assertThat(person.beard()).isBetween(0.0, 0.8));
    }

    /** From light to dark, and never green. */
    @Test
    void hasASkinOfAnyHumanTone() {
        Set<Integer> tones = new HashSet<>();
        for (DrawnPerson person : MANY) {
            Color skin = person.skin();
            tones.add(skin.getRed() / 20);
            assertThat(skin.getRed()).isGreaterThan(skin.getGreen());
            assertThat(skin.getGreen()).isGreaterThan(skin.getBlue());
        }
        assertThat(tones).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void mixedColoursLieBetweenTheTwo() {
        Color first = new Color(0, 100, 250);
        Color second = new Color(100, 0, 255);

        assertThat(DrawnPerson.mix(first, second, 0)).isEqualTo(first);
        assertThat(DrawnPerson.mix(first, second, 1)).isEqualTo(second);
        assertThat(DrawnPerson.mix(first, second, 0.25)).isEqualTo(new Color(25, 75, 251));
        assertThat(DrawnPerson.mix(first, second, 9))
                .as("never beyond what a colour can be")
                .isEqualTo(new Color(255, 0, 255));
    }
}
