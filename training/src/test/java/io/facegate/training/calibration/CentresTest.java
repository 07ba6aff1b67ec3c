package io.facegate.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentresTest {
    private static final ModelId MODEL = new ModelId("test");

    @Test
    void lieWhereFacesLie() {
        List<Embedding> faces = new ArrayList<>();
        faces.addAll(around(20, 0));
        faces.addAll(around(20, 3));

        Centres centres = Centres.of(faces, 2, 1);

        assertThat(centres.embeddings()).hasSize(2);
        assertThat(centres.fewestPictures()).isEqualTo(20);
        for (int axis : new int[] {0, 3}) {
            assertThat(centres.embeddings())
                    .anyMatch(centre -> centre.similarityTo(axis(axis)).cosine() > 0.99f);
        }
    }

    /** Somebody far from everyone would be a centre of their own: a template. */
    @Test
    void noneIsOfFewFaces() {
        List<Embedding> faces = new ArrayList<>(around(40, 0));
        faces.addAll(around(Normalisation.LEAST_PICTURES - 1, 3));

        Centres centres = Centres.of(faces, 4, 1);

        assertThat(centres.fewestPictures()).isGreaterThanOrEqualTo(Normalisation.LEAST_PICTURES);
        assertThat(centres.embeddings())
                .noneMatch(centre -> centre.similarityTo(axis(3)).cosine() > 0.9f);
    }

    @Test
    void theSameFacesGiveTheSameCentres() {
        List<Embedding> faces = around(100, 0);

        assertThat(Centres.of(faces, 5, 1)).isEqualTo(Centres.of(faces, 5, 1));
    }

    @Test
    void needSomeFaces() {
        assertThatThrownBy(() -> Centres.of(around(Normalisation.LEAST_PICTURES - 1, 0), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Embedding> around(int count, int axis) {
        Random random = new Random(axis);
        List<Embedding> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[6];
            for (int j = 0; j < values.length; j++) {
                values[j] = 0.05f * (float) random.nextGaussian();
            }
            values[axis] += 1;
            faces.add(Embedding.of(MODEL, values));
        }
        return faces;
    }

    private static Embedding axis(int axis) {
        float[] values = new float[6];
        values[axis] = 1;
        return Embedding.of(MODEL, values);
    }
}
