package io.facegate.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.SolidColourFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    @TempDir
    private static Path folder;

    private static PreparedDataset dataset;

    @BeforeAll
    static void prepare() throws IOException {
        Path pictures = folder.resolve("pictures");
        for (int person = 0; person < 6; person++) {
            SolidColourFaces.write(pictures, "person" + person, 1 + person, 40 * person, 100, 100);
        }
        SolidColourFaces.prepare(pictures, folder.resolve("prepared"), new CropGeometry(32, 0));
        dataset = PreparedDataset.open(List.of(folder.resolve("prepared")));
    }

    @AfterAll
    static void close() throws IOException {
        dataset.close();
    }

    @Test
    void pictureSamplerShowsEveryPictureOnceAnEpoch() {
        PictureSampler sampler = new PictureSampler(dataset, 7, 1);

        List<Integer> shown = epoch(sampler, 0);

        assertThat(sampler.stepsPerEpoch()).isEqualTo(3);
        assertThat(shown).hasSize(21).doesNotHaveDuplicates();
        assertThat(epoch(sampler, 1)).isNotEqualTo(shown).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void identitySamplerGivesDistinctPeopleWithTwoOrMorePictures() {
        IdentitySampler sampler = new IdentitySampler(dataset, 2, 3, 1);

        assertThat(sampler.batchSize()).isEqualTo(6);
        assertThat(sampler.stepsPerEpoch()).isEqualTo(3);
        for (int step = 0; step < sampler.stepsPerEpoch(); step++) {
            int[] batch = sampler.batch(4, step);
            int[] people =
                    Arrays.stream(batch).map(dataset::identityOf).distinct().toArray();
            assertThat(people).hasSize(2).doesNotContain(0);
            for (int person : people) {
                long own = Arrays.stream(batch)
                        .filter(picture -> dataset.identityOf(picture) == person)
                        .distinct()
                        .count();
                assertThat(own).isEqualTo(Math.min(3, dataset.picturesOf(person).length));
            }
        }
    }

    @Test
    void identitySamplerShowsEveryoneBeforeAnyoneComesAgain() {
        IdentitySampler sampler = new IdentitySampler(dataset, 2, 2, 1);
        Set<Integer> people = new HashSet<>();
        for (int step = 0; step < 2; step++) {
            people.addAll(Arrays.stream(sampler.batch(0, step))
                    .map(dataset::identityOf)
                    .boxed()
                    .toList());
        }

        assertThat(people).hasSize(4);
    }

    @Test
    void tripletSamplerGivesAnchorPositiveAndNegative() {
        TripletSampler sampler = new TripletSampler(dataset, 4, 40, 1);

        Set<Integer> negatives = new HashSet<>();
        assertThat(sampler.stepsPerEpoch()).isEqualTo(10);
        for (int step = 0; step < sampler.stepsPerEpoch(); step++) {
            int[] batch = sampler.batch(0, step);
            for (int i = 0; i < 4; i++) {
                assertThat(batch[i]).isNotEqualTo(batch[4 + i]);
                assertThat(dataset.identityOf(batch[i])).isEqualTo(dataset.identityOf(batch[4 + i]));
                assertThat(dataset.identityOf(batch[i])).isNotEqualTo(dataset.identityOf(batch[8 + i]));
                negatives.add(dataset.identityOf(batch[8 + i]));
            }
        }
        assertThat(negatives).as("one picture is enough for a negative").contains(0);
    }

    @Test
    void theSameSeedGivesTheSameBatches() {
        assertThat(epoch(new IdentitySampler(dataset, 2, 2, 7), 3))
                .isEqualTo(epoch(new IdentitySampler(dataset, 2, 2, 7), 3))
                .isNotEqualTo(epoch(new IdentitySampler(dataset, 2, 2, 8), 3));
        assertThat(epoch(new TripletSampler(dataset, 4, 40, 7), 3))
                .isEqualTo(epoch(new TripletSampler(dataset, 4, 40, 7), 3))
                .isNotEqualTo(epoch(new TripletSampler(dataset, 4, 40, 8), 3));
        assertThat(epoch(new PictureSampler(dataset, 7, 7), 3))
                .isEqualTo(epoch(new PictureSampler(dataset, 7, 7), 3))
                .isNotEqualTo(epoch(new PictureSampler(dataset, 7, 8), 3));
    }

    @Test
    void tellsWhenTheDataSetIsTooSmall() {
        assertThatThrownBy(() -> new IdentitySampler(dataset, 6, 2, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("5 identities");
        assertThatThrownBy(() -> new PictureSampler(dataset, 22, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("21 pictures");
    }

    private static List<Integer> epoch(Sampler sampler, int epoch) {
        return IntStream.range(0, sampler.stepsPerEpoch())
                .flatMap(step -> Arrays.stream(sampler.batch(epoch, step)))
                .boxed()
                .collect(Collectors.toList());
    }
}
