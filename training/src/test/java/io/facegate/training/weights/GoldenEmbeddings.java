package io.facegate.training.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** What an independent implementation of face-mbf makes of aligned crops of real faces. */
public final class GoldenEmbeddings {
    private static final int SIZE = 112;

    private GoldenEmbeddings() {}

    /**
     * @param cosine each embedding has at least this similarity to the golden one
     */
    public static void assertSame(FaceEmbedder embedder, float cosine) throws IOException {
        Path golden = SharedData.path("golden/embedder");
        JsonNode expected = new ObjectMapper()
                .readTree(golden.resolve("golden.json").toFile())
                .get("embeddings");

        assertThat(expected.size()).isGreaterThan(50);
        for (Map.Entry<String, JsonNode> face : expected.properties()) {
            FaceCrop crop = decode(golden.resolve(face.getKey()));
            Embedding reference = Embedding.of(embedder.model(), floats(face.getValue()));
            assertThat(embedder.embed(List.of(crop))
                            .get(0)
                            .similarityTo(reference)
                            .cosine())
                    .as(face.getKey())
                    .isGreaterThanOrEqualTo(cosine);
        }
    }

    /** The aligned faces alone, in the order of their names. */
    public static List<FaceCrop> faces() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path("golden/embedder"))) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .map(GoldenEmbeddings::decode)
                    .toList();
        }
    }

    private static FaceCrop decode(Path png) {
        try (Mat bgr = opencv_imgcodecs.imread(png.toString());
                Mat rgb = new Mat()) {
            opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
            byte[] bytes = new byte[SIZE * SIZE * 3];
            rgb.data().get(bytes);
            return new FaceCrop(SIZE, bytes);
        }
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
