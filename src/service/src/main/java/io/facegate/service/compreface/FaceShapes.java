package io.facegate.service.compreface;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.embedding.EmbeddingValues;
import io.facegate.service.face.ProbeFace;
import io.facegate.service.template.Candidate;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.quality.HeadPose;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Faces of pictures as CompreFace's clients read them. */
final class FaceShapes {
    private FaceShapes() {}

    /** Everything about pictures is a list, by face. */
    public record Results<T>(List<T> result) {}

    /** Where a face is, in whole pixels. */
    public record Box(
            float probability,
            @JsonProperty("x_max") int xMax,
            @JsonProperty("y_max") int yMax,
            @JsonProperty("x_min") int xMin,
            @JsonProperty("y_min") int yMin) {}

    /** In degrees. */
    public record Pose(double pitch, double roll, double yaw) {}

    /**
     * A face, with what else was asked for.
     *
     * @param landmarks eyes, nose, corners of the mouth: x and y of each
     * @param embedding of length 1
     * @param pluginsVersions the models, where that was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Face(
            Box box,
            @Nullable List<List<Integer>> landmarks,
            @Nullable Pose pose,
            @Nullable EmbeddingValues embedding,

            @JsonProperty("plugins_versions") @Nullable Map<String, String> pluginsVersions) {
        static Face of(ProbeFace face, FaceQuery query, Map<String, String> versions) {
            return of(
                    face.face(),
                    query,
                    query.wants(FaceQuery.CALCULATOR) ? EmbeddingValues.of(face.embedding()) : null,
                    versions);
        }

        static Face of(DetectedFace face, FaceQuery query, Map<String, String> versions) {
            return of(face, query, null, versions);
        }

        private static Face of(
                DetectedFace face, FaceQuery query, @Nullable EmbeddingValues embedding, Map<String, String> versions) {
            return new Face(
                    box(face),
                    query.wants(FaceQuery.LANDMARKS) ? points(face) : null,
                    query.wants(FaceQuery.POSE) ? pose(face) : null,
                    embedding,
                    query.status() ? versions : null);
        }

        private static Box box(DetectedFace face) {
            FaceBox box = face.box();
            return new Box(
                    face.score(),
                    Math.round(box.right()),
                    Math.round(box.bottom()),
                    Math.round(box.left()),
                    Math.round(box.top()));
        }

        private static List<List<Integer>> points(DetectedFace face) {
            return Stream.of(
                            face.landmarks().leftEye(),
                            face.landmarks().rightEye(),
                            face.landmarks().nose(),
                            face.landmarks().leftMouth(),
                            face.landmarks().rightMouth())
                    .map(point -> List.of(Math.round(point.x()), Math.round(point.y())))
                    .toList();
        }

        private static Pose pose(DetectedFace face) {
            HeadPose pose = HeadPose.of(face.landmarks());
            return new Pose(pose.pitch(), pose.roll(), pose.yaw());
        }
    }

    /** Who a face may be. */
    public record Recognized(@JsonUnwrapped Face face, List<Similar> subjects) {}

    /** Somebody, and how similar; 0.5 is the threshold. */
    public record Similar(String subject, double similarity) {
        static List<Similar> of(List<Candidate> candidates, SimilarityScale scale) {
            return candidates.stream()
                    .map(candidate -> new Similar(
                            candidate.externalId(),
                            scale.of(candidate.comparison().score())))
                    .toList();
        }
    }

    /**
     * How much a face is somebody's.
     *
     * @param subject null if there is no such example
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verified(
            @JsonUnwrapped Face face, @Nullable String subject, double similarity) {}

    /** A face of the source, and those of the target that it was compared with. */
    public record Compared(
            @JsonProperty("source_image_face") Face source,
            @JsonProperty("face_matches") List<Matched> matches) {}

    /** A face of the target. */
    public record Matched(@JsonUnwrapped Face face, double similarity) {}

    /** An embedding as it was brought, and who it may be of. */
    public record RecognizedEmbedding(JsonNode embedding, List<Similar> similarities) {}

    /** An embedding as it was brought, and how similar it is. */
    public record ComparedEmbedding(JsonNode embedding, double similarity) {}
}
