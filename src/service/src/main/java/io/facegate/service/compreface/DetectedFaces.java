package io.facegate.service.compreface;

import io.facegate.service.compreface.FaceShapes.Face;
import io.facegate.service.detection.DetectionOutcome;
import io.facegate.service.detection.DetectionService;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.face.ProbeFace;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The faces of a picture that a query means, the largest first, embedded only where that is asked for. */
@Singleton
final class DetectedFaces {
    private static final Comparator<DetectedFace> LARGEST_FIRST =
            Comparator.comparingDouble((DetectedFace face) -> face.box().area()).reversed();

    private final DetectionService detection;
    private final FaceReader faces;
    private final PluginVersions versions;

    DetectedFaces(DetectionService detection, FaceReader faces, PluginVersions versions) {
        this.detection = detection;
        this.faces = faces;
        this.versions = versions;
    }

    /**
     * @param picture encoded
     * @param embedder that embeds them
     */
    Uni<List<Face>> of(Uni<byte[]> picture, FaceQuery wanted, ModelId embedder) {
        return wanted.wants(FaceQuery.CALCULATOR)
                ? picture.chain(bytes -> faces.read(bytes, FaceChoice.ALL, List.of(embedder)))
                        .map(reading -> embedded(PictureProblems.orThrow(reading), wanted, versions.with(embedder)))
                : picture.chain(detection::detect).map(outcome -> detected(outcome, wanted));
    }

    private static List<Face> embedded(FaceReading.Read read, FaceQuery wanted, Map<String, String> used) {
        List<ProbeFace> found = read.picture().faces().stream()
                .map(face -> ProbeFace.of(face, read.picture()))
                .toList();
        return wanted.meant(found, face -> face.face().score()).stream()
                .map(face -> Face.of(face, wanted, used))
                .toList();
    }

    private List<Face> detected(DetectionOutcome outcome, FaceQuery wanted) {
        if (outcome instanceof DetectionOutcome.Detected detected) {
            List<DetectedFace> found =
                    detected.detection().faces().stream().sorted(LARGEST_FIRST).toList();
            return wanted.meant(found, DetectedFace::score).stream()
                    .map(face -> Face.of(face, wanted, versions.ofDetection()))
                    .toList();
        }
        throw PictureProblems.of(((DetectionOutcome.Refused) outcome).why());
    }
}
