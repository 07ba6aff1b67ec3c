package io.facegate.training.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnoughPeopleTest {
    private static final Path PICTURE = Path.of("picture");
    private static final EnoughPeople THREE = new EnoughPeople(Map.of(
            "ann", List.of(PICTURE, PICTURE), "bob", List.of(PICTURE), "cy", List.of(PICTURE, PICTURE, PICTURE)));
    private static final EnoughPeople ONE = new EnoughPeople(Map.of("ann", List.of(PICTURE, PICTURE)));

    @Test
    void enoughIsEnough() {
        assertThatCode(() -> THREE.withPeople(3, "It")
                        .withSeveralPictures(2, "It")
                        .withOnePicture("It")
                        .withMorePicturesThan(5, "It"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingIsCounted() {
        assertThatThrownBy(() -> THREE.withSeveralPictures(3, "A test"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(
                        "A test needs at least 3 people with two or more pictures; there are 2 among 3 people.")
                .hasMessageContaining("Maybe ");
        assertThatThrownBy(() -> ONE.withOnePicture("A test")).hasMessageContaining("all 1 people have several");
        assertThatThrownBy(() -> THREE.withMorePicturesThan(6, "A map"))
                .hasMessageStartingWith("A map needs more than 6 pictures; there are 6.");
        assertThatThrownBy(() -> ONE.withPeople(2, "A test"))
                .hasMessageStartingWith("A test needs at least 2 people; there are 1.");
    }

    @Test
    void whatTurnsOutLaterIsSaidInTheSameWay() {
        assertThatThrownBy(() -> {
                    throw EnoughPeople.tooFew(new IllegalArgumentException("There are only 19 faces."));
                })
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("There are only 19 faces.")
                .hasMessageContaining("Maybe give a folder with more people");
    }
}
