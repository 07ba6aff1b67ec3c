package io.facegate.training.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
                content.get("width").asInt(),
                content.get("height").asInt(),
                stream(content.get("faces")).map(GoldenFaces::face).toList(),
                stream(content.path("noses")).map(GoldenFaces::point).toList());
    }

    private static DetectedFace face(JsonNode face) {
        List<Float> box = stream(face.get("box_xyxy")).map(JsonNode::floatValue).toList();
        return new DetectedFace(
                new FaceBox(box.get(0), box.get(1), box.get(2), box.get(3)),
                Landmarks.of(
                        stream(face.get("landmarks_xy")).map(GoldenFaces::point).toList()),
                face.get("score").floatValue());
    }

    private static Point point(JsonNode xy) {
        return new Point(xy.get(0).floatValue(), xy.get(1).floatValue());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
