package io.facegate.vision.score;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Normalisation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The centres of one embedder's space: tells how crowded it is around a face. It costs a dot product for each centre. Several
 * threads may use it at once.
 */
public final class ScoreNormalisation {
    private final ModelId model;
    private final List<Embedding> centres;
    private final int neighbours;

    /**
     * @param centres of that model; none for scores that are similarities
     * @param neighbours how many nearest centres count
     */
    public ScoreNormalisation(ModelId model, List<Embedding> centres, int neighbours) {
        if (neighbours < 0 || neighbours > centres.size() || (neighbours == 0 && !centres.isEmpty())) {
            throw new IllegalArgumentException(
                    "neighbours (%d) must be between 1 and the %d centres".formatted(neighbours, centres.size()));
        }
        this.model = model;
        this.centres = List.copyOf(centres);
        this.neighbours = neighbours;
    }

    /** For which score and similarity are the same. */
    public static ScoreNormalisation none(ModelId model) {
        return new ScoreNormalisation(model, List.of(), 0);
    }

    /**
     * That of the embedder's calibration; {@link #none} if it has no calibration, or one without centres.
     *
     * @throws ModelException if the file of centres is missing, damaged or not of this embedder's dimension
     */
    public static ScoreNormalisation load(ModelStore store, ModelDescriptor embedder) {
        Calibration calibration = embedder.calibration();
        @Nullable Normalisation normalisation = calibration == null ? null : calibration.normalisation();
        return normalisation == null
                ? none(embedder.id())
                : parse(embedder.id(), store.centres(embedder), normalisation);
    }

    private static ScoreNormalisation parse(ModelId model, byte[] file, Normalisation normalisation) {
        FloatBuffer values =
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        List<Embedding> centres = new ArrayList<>();
        float[] centre = new float[values.remaining() / normalisation.centres()];
        for (int i = 0; i < normalisation.centres(); i++) {
            values.get(centre);
            centres.add(Embedding.of(model, centre));
        }
        return new ScoreNormalisation(model, centres, normalisation.neighbours());
    }

    /** The centres as their file has them. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(
                        centres.stream().mapToInt(Embedding::dimension).sum() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Embedding centre : centres) {
            for (float value : centre.values()) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    public ModelId model() {
        return model;
    }

    public List<Embedding> centres() {
        return centres;
    }

    /** How many nearest centres count; 0 without centres. */
    public int neighbours() {
        return neighbours;
    }

    /**
     * @throws IllegalArgumentException if the face is of another model
     */
    public Crowding crowding(Embedding face) {
        if (!face.model().equals(model)) {
            throw new IllegalArgumentException(
                    "A face of model %s has no crowding among the centres of %s".formatted(face.model(), model));
        }
        if (centres.isEmpty()) {
            return Crowding.NONE;
        }
        float[] cosines = new float[centres.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = face.similarityTo(centres.get(i)).cosine();
        }
        Arrays.sort(cosines);
        double sum = 0;
        for (int i = cosines.length - neighbours; i < cosines.length; i++) {
            sum += cosines[i];
        }
        return new Crowding((float) (sum / neighbours));
    }

    /** Of two faces of this model. */
    public Score score(Embedding one, Embedding other) {
        return Score.of(one.similarityTo(other), crowding(one), crowding(other));
    }
}
