package io.facegate.service.compreface;

import io.facegate.service.detection.DetectionOutcome;
import io.facegate.service.detection.DetectionService;
import io.facegate.service.face.PictureProblems;
import io.facegate.vision.detection.DetectedFace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** The faces of a picture that a query means, the largest first. */
@Singleton
final class DetectedFaces {
    private final DetectionService detection;

    DetectedFaces(DetectionService detection) {
        this.detection = detection;
    }

    /**
     * @param picture encoded
     */
    Uni<List<DetectedFace>> of(Uni<byte[]> picture, FaceQuery wanted) {
        return picture.chain(detection::detect).map(outcome -> {
            if (outcome instanceof DetectionOutcome.Detected detected) {
                return wanted.meant(
                        detected.detection().faces().stream()
                                .sorted(Comparator.comparingDouble((DetectedFace face) ->
                                                face.box().area())
                                        .reversed())
                                .toList(),
                        DetectedFace::score);
            }
            throw PictureProblems.of(((DetectionOutcome.Refused) outcome).why());
        });
    }
}
