package io.facegate.training.calibration;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.PopulationKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People among whom false matches are measured together, in pictures that are in no centre.
 *
 * @param name for people
 * @param faces of all of them
 */
record Population(String name, PopulationKind kind, List<Face> faces) {

    /**
     * @param person by a number; faces with another number show somebody else
     * @param embedding by the model that is calibrated
     * @param judgement by the model that is asked as well whether two may be the same; null if none is, because it is known
     */
    record Face(int person, Embedding embedding, @Nullable Embedding judgement) {}

    Population {
        faces = List.copyOf(faces);
    }
}
