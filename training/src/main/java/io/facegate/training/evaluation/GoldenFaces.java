package io.facegate.training.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What another detector, and people, found in a picture.
 *
 * @param faces by the other detector
 * @param noses tips of noses marked by people; empty for pictures that nobody marked
 */
public record GoldenFaces(Path picture, int width, int height, List<DetectedFace> faces, List<Point> noses) {
    public GoldenFaces {
        faces = List.copyOf(faces);
        noses = List.copyOf(noses);
    }

    /**
     * @param file JSON, by picture: {@code width}, {@code height}, {@code faces} with {@code box_xyxy},
     *     {@code landmarks_xy} and {@code score}, and perhaps {@code noses}; the pictures lie beside it
     * @throws DatasetException if something of that is missing
     */
    public static List<GoldenFaces> read(Path file) throws IOException {
        JsonNode pictures = new ObjectMapper().readTree(file.toFile());
        return pictures.properties().stream()
                .map(picture -> read(file.resolveSibling(picture.getKey()), picture))
                .toList();
    }

    private static GoldenFaces read(Path file, Map.Entry<String, JsonNode> picture) {
        JsonNode content = picture.getValue();
        return new GoldenFaces(
                file,
                required(content, "width", picture).asInt(),
                required(content, "height", picture).asInt(),
                stream(required(content, "faces", picture))
                        .map(face -> face(face, picture))
                        .toList(),
                stream(content.path("noses")).map(GoldenFaces::point).toList());
    }

    private static DetectedFace face(JsonNode face, Map.Entry<String, JsonNode> picture) {
        List<Float> box = stream(required(face, "box_xyxy", picture))
                .map(JsonNode::floatValue)
                .toList();
        List<Point> landmarks = stream(required(face, "landmarks_xy", picture))
                .map(GoldenFaces::point)
                .toList();
        if (box.size() != 4 || landmarks.size() != 5) {
            throw new DatasetException(
                    "A face of %s has %d corners of its box and %d landmarks, where 4 and 5 are wanted."
                            .formatted(picture.getKey(), box.size(), landmarks.size()));
        }
        return new DetectedFace(
                new FaceBox(box.get(0), box.get(1), box.get(2), box.get(3)),
                Landmarks.of(landmarks),
                required(face, "score", picture).floatValue());
    }

    private static JsonNode required(JsonNode node, String name, Map.Entry<String, JsonNode> picture) {
        JsonNode found = node.get(name);
        if (found == null) {
            throw new DatasetException(
                    "%s has no %s.%nMaybe the file is of something else: it has width, height and faces by picture, and of each face box_xyxy, landmarks_xy and score."
                            .formatted(picture.getKey(), name));
        }
        return found;
    }

    private static Point point(JsonNode xy) {
        return new Point(xy.get(0).floatValue(), xy.get(1).floatValue());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
