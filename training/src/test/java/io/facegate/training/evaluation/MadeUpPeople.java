package io.facegate.training.evaluation;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Embeddings of people whom nobody knows. */
final class MadeUpPeople {
    private static final ModelId MODEL = new ModelId("made-up");

    /** They are scored by their similarity alone. */
    static final ScoreNormalisation COSINE = ScoreNormalisation.none(MODEL);

    private MadeUpPeople() {}

    /** People around random directions, with noise that makes some pairs hard. */
    static SortedMap<String, List<@Nullable Embedding>> of(int count, int pictures) {
        Random random = new Random(1);
        SortedMap<String, List<@Nullable Embedding>> people = new TreeMap<>();
        for (int person = 0; person < count; person++) {
            float[] centre = direction(random);
            List<@Nullable Embedding> faces = new ArrayList<>();
            for (int picture = 0; picture < pictures; picture++) {
                float[] face = direction(random);
                for (int i = 0; i < face.length; i++) {
                    face[i] = centre[i] + 0.9f * face[i];
                }
                faces.add(Embedding.of(MODEL, face));
            }
            people.put("person%03d".formatted(person), faces);
        }
        return people;
    }

    private static float[] direction(Random random) {
        float[] values = new float[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
