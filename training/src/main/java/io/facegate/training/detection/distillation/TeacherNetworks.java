package io.facegate.training.detection.distillation;

import io.facegate.training.detection.FixedParameters;
import io.facegate.training.network.Parameters;
import io.facegate.training.tracking.Ancestor;
import io.facegate.training.weights.PublishedMtcnn;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published detector that is learnt from.
 *
 * @param networks parameters of each
 * @param files SHA-256 of its files, by name
 */
public record TeacherNetworks(Map<Stage, Parameters> networks, Map<String, String> files) {
    public TeacherNetworks {
        networks = Map.copyOf(networks);
        files = Map.copyOf(files);
    }

    /** As what a detector's licence and provenance name it. */
    public Ancestor ancestor() {
        return new Ancestor(Ancestor.Role.TEACHER, PublishedMtcnn.NAME, PublishedMtcnn.LICENCE);
    }

    /**
     * @param folder with {@link PublishedMtcnn#FILES}
     */
    public static TeacherNetworks read(Path folder) throws IOException {
        PublishedMtcnn published = PublishedMtcnn.read(folder);
        Map<String, String> files = new TreeMap<>();
        for (String file : PublishedMtcnn.FILES) {
            files.put(file, ModelFiles.sha256(folder.resolve(file)));
        }
        return new TeacherNetworks(
                Map.of(
                        Stage.PROPOSAL, new FixedParameters(published.proposal()),
                        Stage.REFINEMENT, new FixedParameters(published.refinement()),
                        Stage.OUTPUT, new FixedParameters(published.output())),
                files);
    }
}
