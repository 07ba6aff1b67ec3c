package io.facegate.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.SolidColourFaces;
import io.facegate.training.loss.BatchArrangement;
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
    void aPictureOfAHeavyDataSetComesOften() throws IOException {
        Path prepared = folder.resolve("prepared");
        try (PreparedDataset two = PreparedDataset.open(List.of(prepared, prepared))) {
            PictureSampler sampler = new PictureSampler(two, 1, List.of(3.0, 0.5), 1);

            List<Integer> shown = epoch(sampler, 0);
            int half = 11; // of 21 pictures
            assertThat(shown).hasSize(3 * 21 + half);
            for (int picture : two.picturesOfSource(0)) {
                assertThat(shown.stream().filter(each -> each == picture)).hasSize(3);
            }
            List<Integer> light = shown.stream().filter(each -> each >= 21).toList();
            assertThat(light).hasSize(half).doesNotHaveDuplicates();
            List<Integer> later =
                    epoch(sampler, 1).stream().filter(each -> each >= 21).toList();
            assertThat(later).as("another half in another epoch").hasSize(half);
            assertThat(light).doesNotContainSequence(later).isNotEqualTo(later);
            assertThat(Set.copyOf(later)).isNotEqualTo(Set.copyOf(light));
        }
        assertThatThrownBy(() -> new PictureSampler(dataset, 7, List.of(1.0, 2.0), 1))
                .hasMessage("sampler.weights ([1.0, 2.0]) must be as many as the data sets for training (1)");
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

    /** A run that goes on asks for the batches after those that it had. */
    @Test
    void aBatchDoesNotDependOnThoseBeforeIt() {
        for (Sampler sampler : List.of(
                new IdentitySampler(dataset, 2, 2, 7),
                new TripletSampler(dataset, 4, 40, 7),
                new PictureSampler(dataset, 7, 7))) {
            int last = sampler.stepsPerEpoch() - 1;
            int[] alone = sampler.batch(2, last);
            epoch(sampler, 1);
            epoch(sampler, 2);

            assertThat(sampler.batch(2, last)).isEqualTo(alone).hasSize(sampler.batchSize());
        }
    }

    @Test
    void tripletSamplerIsFairToPeopleAndToTheirPictures() {
        int triplets = 1000;
        TripletSampler sampler = new TripletSampler(dataset, triplets, 20 * triplets, 3);
        int all = 20 * triplets;
        double[] anchors = new double[dataset.pictures()];
        double[] positives = new double[dataset.pictures()];
        double[] negatives = new double[dataset.identities()];
        double[] negativePictures = new double[dataset.pictures()];
        for (int step = 0; step < 20; step++) {
            int[] batch = sampler.batch(0, step);
            for (int i = 0; i < triplets; i++) {
                anchors[batch[i]] += 1.0 / all;
                positives[batch[triplets + i]] += 1.0 / all;
                negatives[dataset.identityOf(batch[2 * triplets + i])] += 1.0 / all;
                negativePictures[batch[2 * triplets + i]] += 1.0 / all;
            }
        }

        for (int person = 0; person < dataset.identities(); person++) {
            int pictures = dataset.picturesOf(person).length;
            boolean several = pictures > 1;
            // somebody with one picture is a negative of everybody, the five others of all but themselves
            double negative = several ? 4 / 5.0 * 1 / 5.0 : 1 / 5.0;
            assertThat(negatives[person]).as("person %d as a negative", person).isCloseTo(negative, within(0.012));
            for (int picture : dataset.picturesOf(person)) {
                double share = several ? 1 / 5.0 / pictures : 0;
                assertThat(anchors[picture]).isCloseTo(share, within(0.012));
                assertThat(positives[picture]).isCloseTo(share, within(0.012));
                assertThat(negativePictures[picture]).isCloseTo(negative / pictures, within(0.012));
            }
        }
    }

    @Test
    void identitySamplerShowsEveryPictureOfAPersonAsOftenAsTheOthers() {
        IdentitySampler sampler = new IdentitySampler(dataset, 5, 2, 3);
        int[] shown = new int[dataset.pictures()];
        int batches = 0;
        for (int epoch = 0; epoch < 1000; epoch++) {
            for (int step = 0; step < sampler.stepsPerEpoch(); step++, batches++) {
                Arrays.stream(sampler.batch(epoch, step)).forEach(picture -> shown[picture]++);
            }
        }

        for (int person : dataset.identitiesWith(2)) {
            int[] pictures = dataset.picturesOf(person);
            for (int picture : pictures) {
                assertThat((double) shown[picture] / batches)
                        .as("a picture of person %d", person)
                        .isCloseTo(2.0 / pictures.length, within(0.05));
            }
        }
    }

    @Test
    void identitySamplerMixesPeopleAnewInEveryRound() {
        IdentitySampler sampler = new IdentitySampler(dataset, 2, 2, 1);
        Set<Set<Integer>> together = new HashSet<>();
        for (int epoch = 0; epoch < 60; epoch++) {
            for (int step = 0; step < sampler.stepsPerEpoch(); step++) {
                together.add(Arrays.stream(sampler.batch(epoch, step))
                        .map(dataset::identityOf)
                        .boxed()
                        .collect(Collectors.toSet()));
            }
        }

        assertThat(together).as("pairs of five people").hasSize(10);
    }

    @Test
    void eachSaysInWhichOrderItsPicturesAre() {
        assertThat(new IdentitySampler(dataset, 2, 2, 1).arrangement()).isEqualTo(BatchArrangement.IDENTITIES);
        assertThat(new PictureSampler(dataset, 7, 1).arrangement()).isEqualTo(BatchArrangement.IDENTITIES);
        assertThat(new TripletSampler(dataset, 4, 40, 1))
                .satisfies(sampler -> assertThat(sampler.arrangement()).isEqualTo(BatchArrangement.TRIPLETS))
                .satisfies(sampler -> assertThat(sampler.batchSize()).isEqualTo(12));
    }

    @Test
    void isBuiltByTheNameOfItsKind() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String settings : List.of(
                "{\"kind\": \"identities\", \"people\": 2, \"picturesEach\": 3}",
                "{\"kind\": \"triplets\", \"batch\": 2, \"perEpoch\": 8}",
                "{\"kind\": \"pictures\", \"batch\": 6}")) {
            Sampler sampler = json.readValue(settings, SamplerSettings.class).build(dataset, 9);

            assertThat(sampler.batchSize()).as(settings).isEqualTo(6);
            assertThat(sampler.batch(0, 0))
                    .isEqualTo(json.readValue(settings, SamplerSettings.class)
                            .build(dataset, 9)
                            .batch(0, 0));
        }
    }

    @Test
    void refusesBatchesThatTeachNothing() {
        assertThatThrownBy(() -> new IdentitySampler(dataset, 1, 2, 1))
                .hasMessage("people (1) and picturesEach (2) must be at least 2");
        assertThatThrownBy(() -> new IdentitySampler(dataset, 2, 1, 1))
                .hasMessage("people (2) and picturesEach (1) must be at least 2");
        assertThatThrownBy(() -> new TripletSampler(dataset, 0, 10, 1))
                .hasMessage("triplets (0) must be positive and at most those of an epoch (10)");
        assertThatThrownBy(() -> new TripletSampler(dataset, 11, 10, 1))
                .hasMessage("triplets (11) must be positive and at most those of an epoch (10)");
    }

    private static List<Integer> epoch(Sampler sampler, int epoch) {
        return IntStream.range(0, sampler.stepsPerEpoch())
                .flatMap(step -> Arrays.stream(sampler.batch(epoch, step)))
                .boxed()
                .collect(Collectors.toList());
    }
}
