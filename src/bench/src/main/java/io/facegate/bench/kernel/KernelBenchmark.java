package io.facegate.bench.kernel;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.Resemblance;
import io.facegate.vision.score.Score;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code ./facegate bench kernels}: microseconds for what a request costs besides the networks. The pixels of the picture
 * decide about decoding; the place of the face in it is made up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class KernelBenchmark {
    private static final int CROP = 112;

    @Param("docs/samples/six-men-1931.jpg")
    public String picture;

    @Param("models")
    public String models;

    private ImageDecoder decoder;
    private byte[] encoded;
    private RgbImage image;
    private FaceAligner aligner;
    private DetectedFace face;
    private FaceCrop crop;
    private Embedding one;
    private Embedding other;
    private ScoreNormalisation normalisation;
    private Prototypes prototypes;

    @Setup
    public void prepare() throws IOException {
        decoder = new ImageDecoder(ImageLimits.DEFAULT);
        encoded = Files.readAllBytes(Path.of(picture));
        image = decoder.decode(encoded);
        AlignmentTemplate template = AlignmentTemplate.arcface(CROP);
        aligner = new FaceAligner(template);
        // twice the size of the crop, turned by nothing
        Landmarks landmarks = Landmarks.of(template.landmarks().points().stream()
                .map(point -> new Point(2 * point.x(), 2 * point.y()))
                .toList());
        face = new DetectedFace(new FaceBox(0, 0, 2 * CROP, 2 * CROP), landmarks, 1);
        crop = aligner.align(image, List.of(landmarks)).get(0);
        ModelStore store = new ModelStore(Path.of(models));
        ModelDescriptor embedder = store.find(ModelContract.Embedder.class, null);
        normalisation = ScoreNormalisation.load(store, embedder);
        prototypes = Prototypes.load(store, embedder);
        one = embedding(embedder, 1);
        other = embedding(embedder, 2);
    }

    private static Embedding embedding(ModelDescriptor embedder, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[((ModelContract.Embedder) embedder.contract()).dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return Embedding.of(embedder.id(), values);
    }

    @TearDown
    public void close() {
        image.close();
    }

    /** Header, size, orientation, and whether all of it is there; no pixels. */
    @Benchmark
    public void checkPicture() {
        decoder.open(encoded).close();
    }

    @Benchmark
    public void checkAndDecodePicture() {
        decoder.decode(encoded).close();
    }

    /** What the two above are compared with. */
    @Benchmark
    public void decodeByOpenCvAlone() {
        try (BytePointer bytes = new BytePointer(encoded);
                Mat row = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
                Mat pixels = opencv_imgcodecs.imdecode(row, opencv_imgcodecs.IMREAD_COLOR)) {
            if (pixels.empty()) {
                throw new IllegalStateException("OpenCV can't decode " + picture);
            }
        }
    }

    @Benchmark
    public List<FaceCrop> alignFace() {
        return aligner.align(image, List.of(face.landmarks()));
    }

    @Benchmark
    public FaceQuality measureQuality() {
        return FaceQuality.of(face, crop);
    }

    /** To the embeddings of bad pictures. */
    @Benchmark
    public @Nullable Resemblance measureResemblance() {
        return prototypes.resemblance(one);
    }

    @Benchmark
    public Similarity compareByCosine() {
        return one.similarityTo(other);
    }

    @Benchmark
    public Score compareByScore() {
        return normalisation.score(one, other);
    }
}
