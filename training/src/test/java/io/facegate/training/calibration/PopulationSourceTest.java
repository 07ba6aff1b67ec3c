package io.facegate.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.Slices;
import io.facegate.vision.model.PopulationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationSourceTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void childrenAreAPopulationOfTheirOwn() throws IOException {
        for (int age = 5; age < 25; age++) {
            picture("%d_0_2_2017.jpg".formatted(age), age);
        }
        picture("unknown.jpg", 99);

        List<PicturesOfPopulation> populations = strangers("utkface").pictures();

        assertThat(populations)
                .extracting(PicturesOfPopulation::name, PicturesOfPopulation::kind)
                .containsExactly(tuple("town", PopulationKind.GROWN), tuple("town children", PopulationKind.CHILDREN));
        assertThat(everybody(populations.get(0))).hasSize(13); // 13 to 24, and who is of unknown age
        assertThat(everybody(populations.get(1))).hasSize(8);
    }

    @Test
    void nobodyWhoIsMeasuredShapesTheCentres() throws IOException {
        for (int i = 0; i < 40; i++) {
            picture("%d.jpg".formatted(i), i);
        }

        PicturesOfPopulation population = strangers(null).pictures().get(0);

        assertThat(population.labelled()).isFalse();
        assertThat(population.forCentres()).hasSizeBetween(8, 32);
        assertThat(population.forCentres().size() + population.forRates().size())
                .isEqualTo(40);
        assertThat(everybody(population)).hasSize(40);
        assertThat(strangers(null).pictures().get(0)).as("the same next time").isEqualTo(population);
    }

    @Test
    void ofStrangersInFoldersOfAnyDepthAPartIsChosenByTheirNames() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("train/2"));
        for (int i = 0; i < 60; i++) {
            Files.writeString((i % 2 == 0 ? folder : deep).resolve("%d.jpg".formatted(i)), "not looked at");
        }

        Set<Path> first = everybody(slices("0").pictures().get(0));
        Set<Path> rest = everybody(slices("1-9").pictures().get(0));

        assertThat(first).isNotEmpty().allMatch(picture -> Slices.of(picture) == 0);
        assertThat(first).anyMatch(picture -> picture.startsWith(deep)).doesNotContainAnyElementsOf(rest);
        assertThat(first.size() + rest.size()).isEqualTo(60);
        PopulationSource wrong = slices("10");
        assertThatThrownBy(wrong::pictures)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("Population town: slices (10)");
        assertThatThrownBy(() -> new PopulationSource("town", null, folder, null, folder, null, null))
                .isInstanceOf(DatasetException.class);
    }

    @Test
    void theRecipeOfTheBundleSaysWhereThePicturesOfItsPopulationsAre() throws IOException {
        String recipe = Files.readString(Path.of("../presets/make-default-bundle.yaml"));

        List<PopulationSource> strangers =
                CalibrationPlan.read(Path.of("../presets/populations.yaml")).populations().stream()
                        .filter(population -> population.strangers() != null)
                        .toList();

        assertThat(strangers).hasSize(3).allSatisfy(population -> {
            assertThat(recipe).contains("#   %s ".formatted(population.strangers()));
            assertThat(population.slices()).as("not what is trained on").isEqualTo("0");
        });
    }

    @Test
    void picturesOfAPersonStayTogether() throws IOException {
        for (int person = 0; person < 20; person++) {
            picture("a.jpg", person);
            picture("b.jpg", person);
        }

        PicturesOfPopulation population = new PopulationSource("town", folder, null, null, null, null, null)
                .pictures()
                .get(0);

        assertThat(population.labelled()).isTrue();
        assertThat(population.forRates().values()).allMatch(pictures -> pictures.size() == 2);
        assertThat(population.forCentres()).hasSizeBetween(2, 38);
    }

    @Test
    void otherPeopleMayShapeTheCentres() throws IOException {
        for (int person = 0; person < 20; person++) {
            picture("a.jpg", person);
            picture("b.jpg", person);
        }
        Path list = Files.writeString(folder.resolve("list.txt"), "3\n4\n");
        PopulationSource.CentreSource others = new PopulationSource.CentreSource(folder, null, 5);

        PicturesOfPopulation population = new PopulationSource("town", folder, null, null, list, null, others)
                .pictures()
                .get(0);

        assertThat(population.forRates().keySet()).containsExactly("3", "4");
        assertThat(population.forCentres()).hasSize(5).allMatch(picture -> picture.endsWith("a.jpg"));
    }

    @Test
    void agesAreReadByKnownAndByOwnPatterns() {
        assertThat(AgePattern.of("all-age-faces").kind(Path.of("x/00001A02.jpg")))
                .hasValue(PopulationKind.CHILDREN);
        assertThat(AgePattern.of("all-age-faces").kind(Path.of("00002A13.jpg"))).hasValue(PopulationKind.GROWN);
        assertThat(AgePattern.of("utkface").kind(Path.of("1_1_0_2017.jpg.chip.jpg")))
                .hasValue(PopulationKind.CHILDREN);
        assertThat(AgePattern.of(".*-(?<age>[0-9]+)y.*").kind(Path.of("she-40y.png")))
                .hasValue(PopulationKind.GROWN);
        assertThat(AgePattern.of("utkface").kind(Path.of("me.jpg"))).isEmpty();
        assertThatThrownBy(() -> AgePattern.of("years")).isInstanceOf(DatasetException.class);
        assertThatThrownBy(() -> AgePattern.of("(?<age>")).isInstanceOf(DatasetException.class);
    }

    private PopulationSource strangers(@Nullable String ages) {
        return new PopulationSource("town", null, folder, null, null, ages, null);
    }

    private PopulationSource slices(String slices) {
        return new PopulationSource("town", null, folder, slices, null, null, null);
    }

    private void picture(String name, int person) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(Integer.toString(person)))
                        .resolve(name),
                "not looked at");
    }

    private static Set<Path> everybody(PicturesOfPopulation population) {
        Set<Path> all = new HashSet<>(population.forCentres());
        population.forRates().values().forEach(all::addAll);
        return all;
    }
}
