package io.facegate.vision;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.FaceQuality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The one door to the library: picture bytes in, faces and embeddings out.
 *
 * <p>It owns its detector and embedders. Calls block for as long as they compute; several threads may call at once.
 */
public final class FacePipeline implements AutoCloseable {

    /** The upright picture's size in pixels, and its faces, the highest score first. */
    public record Detection(int width, int height, List<DetectedFace> faces) {
        public Detection {
            faces = List.copyOf(faces);
        }
    }

    /** A face of a picture, its embedding and how good the picture is for that. */
    public record EmbeddedFace(DetectedFace face, Embedding embedding, FaceQuality quality) {}

    /** The upright picture's size in pixels, and the chosen faces with their embeddings, the largest first. */
    public record EmbeddedPicture(int width, int height, List<EmbeddedFace> faces) {
        public EmbeddedPicture {
            faces = List.copyOf(faces);
        }
    }

    private static final int[] WARM_UP_SIDES = {250, 640, 1280};
    private static final int[] WARM_UP_BATCHES = {1, 2, 4, 8};

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final List<FaceEmbedder> embedders;
    private final StageListener listener;

    /** Takes the ownership of detector and embedder. */
    public FacePipeline(ImageDecoder decoder, FaceDetector detector, FaceEmbedder embedder) {
        this(decoder, detector, List.of(embedder), StageListener.NONE);
    }

    /**
     * Takes the ownership of detector and embedders.
     *
     * @param embedders the first is the one that is used where none is named
     * @param listener hears of every picture, but not of the warm-up
     */
    public FacePipeline(
            ImageDecoder decoder, FaceDetector detector, List<FaceEmbedder> embedders, StageListener listener) {
        if (embedders.isEmpty()) {
            throw new IllegalArgumentException("There must be an embedder");
        }
        this.decoder = decoder;
        this.detector = detector;
        this.embedders = List.copyOf(embedders);
        this.listener = listener;
    }

    /** The one that is used where none is named. */
    public FaceEmbedder embedder() {
        return embedders.get(0);
    }

    /**
     * @throws IllegalArgumentException if there is none of this model
     */
    public FaceEmbedder embedder(ModelId model) {
        return embedders.stream()
                .filter(embedder -> embedder.model().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no embedder %s; there are %s"
                        .formatted(
                                model,
                                embedders.stream().map(FaceEmbedder::model).toList())));
    }

    /**
     * Every face; none is not an error here.
     *
     * @param picture an encoded picture
     * @throws PictureRejectedException if the bytes are no usable picture
     */
    public Detection detect(byte[] picture) {
        try (RgbImage image = decode(picture)) {
            return new Detection(image.width(), image.height(), detect(image));
        }
    }

    private RgbImage decode(byte[] picture) {
        return timed(Stage.DECODE, () -> decoder.decode(picture));
    }

    private List<DetectedFace> detect(RgbImage image) {
        return timed(Stage.DETECT, () -> detector.detect(image));
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            listener.ended(stage, System.nanoTime() - start);
        }
    }

    /**
     * The chosen faces with their embeddings, the largest first; at least one.
     *
     * @param picture an encoded picture
     * @throws PictureRejectedException if the bytes are no usable picture, or don't have the faces asked for
     */
    public List<EmbeddedFace> embed(byte[] picture, FaceChoice choice) {
        return embedPicture(picture, choice).faces();
    }

    /**
     * As {@link #embed}, with the picture's size.
     *
     * @throws PictureRejectedException if the bytes are no usable picture, or don't have the faces asked for
     */
    public EmbeddedPicture embedPicture(byte[] picture, FaceChoice choice) {
        return embedPicture(picture, choice, List.of(embedder().model())).get(0);
    }

    /**
     * The same faces by each of these models, in their order. The picture is decoded, and its faces are found, once.
     *
     * @param models of embedders of this pipeline
     * @throws PictureRejectedException if the bytes are no usable picture, or don't have the faces asked for
     */
    public List<EmbeddedPicture> embedPicture(byte[] picture, FaceChoice choice, List<ModelId> models) {
        List<FaceEmbedder> chosen = models.stream().map(this::embedder).toList();
        try (RgbImage image = decode(picture)) {
            List<DetectedFace> faces = choice.from(detect(image), image.width(), image.height());
            return chosen.stream()
                    .map(embedder -> embed(image, faces, embedder))
                    .toList();
        }
    }

    private EmbeddedPicture embed(RgbImage image, List<DetectedFace> faces, FaceEmbedder embedder) {
        List<Landmarks> landmarks = faces.stream().map(DetectedFace::landmarks).toList();
        List<FaceCrop> crops = timed(Stage.ALIGN, () -> new FaceAligner(embedder.template()).align(image, landmarks));
        List<FaceQuality> qualities = timed(Stage.QUALITY, () -> qualities(faces, crops));
        List<Embedding> embeddings = timed(Stage.EMBED, () -> embedder.embed(crops));
        List<EmbeddedFace> embedded = new ArrayList<>(faces.size());
        for (int i = 0; i < faces.size(); i++) {
            embedded.add(new EmbeddedFace(faces.get(i), embeddings.get(i), qualities.get(i)));
        }
        return new EmbeddedPicture(image.width(), image.height(), embedded);
    }

    private static List<FaceQuality> qualities(List<DetectedFace> faces, List<FaceCrop> crops) {
        List<FaceQuality> qualities = new ArrayList<>(faces.size());
        for (int i = 0; i < faces.size(); i++) {
            qualities.add(FaceQuality.of(faces.get(i), crops.get(i)));
        }
        return qualities;
    }

    /**
     * Runs all models on made-up pixels, in the sizes that requests will bring: the first runs of a TensorFlow session
     * are many times slower than the later ones, and no request should pay for that.
     */
    public void warmUp() {
        for (int side : WARM_UP_SIDES) {
            try (RgbImage noise = noise(side)) {
                detector.detect(noise);
            }
        }
        for (FaceEmbedder embedder : embedders) {
            int cropSize = embedder.template().cropSize();
            FaceCrop grey = new FaceCrop(cropSize, new byte[cropSize * cropSize * 3]);
            for (int batch : WARM_UP_BATCHES) {
                embedder.embed(Collections.nCopies(batch, grey));
            }
        }
    }

    /** Noise, because the later stages of a detector only run where an earlier one sees something. */
    private static RgbImage noise(int side) {
        byte[] pixels = new byte[side * side * 3];
        new SplittableRandom(side).nextBytes(pixels);
        Mat mat = new Mat(side, side, opencv_core.CV_8UC3);
        mat.data().put(pixels);
        return new RgbImage(mat);
    }

    @Override
    public void close() {
        detector.close();
        embedders.forEach(FaceEmbedder::close);
    }
}
