package io.facegate.training.benchmark;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times each stage of the pipeline by itself, one picture at a time, on one calling thread. */
public final class StageBenchmark {

    /**
     * Medians over the runs, in milliseconds.
     *
     * @param align for all faces of the picture
     * @param embed for one face
     */
    public record Timing(int width, int height, int faces, double decode, double detect, double align, double embed) {}

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceEmbedder embedder;
    private final FaceAligner aligner;
    private final int warmUps;
    private final int runs;

    /**
     * @param detector stays the caller's
     * @param embedder stays the caller's
     * @param warmUps runs of a stage that are not measured
     * @param runs that are
     */
    public StageBenchmark(ImageDecoder decoder, FaceDetector detector, FaceEmbedder embedder, int warmUps, int runs) {
        this.decoder = decoder;
        this.detector = detector;
        this.embedder = embedder;
        this.aligner = new FaceAligner(embedder.template());
        this.warmUps = warmUps;
        this.runs = runs;
    }

    /** A picture without a face has 0 for the stages that it doesn't reach. */
    public Timing measure(byte[] picture) {
        double decode = median(() -> {
            RgbImage image = decoder.decode(picture);
            image.close();
        });
        try (RgbImage image = decoder.decode(picture)) {
            double detect = median(() -> detector.detect(image));
            List<DetectedFace> faces = detector.detect(image);
            if (faces.isEmpty()) {
                return new Timing(image.width(), image.height(), 0, decode, detect, 0, 0);
            }
            var landmarks = faces.stream().map(DetectedFace::landmarks).toList();
            double align = median(() -> aligner.align(image, landmarks));
            List<FaceCrop> crop = aligner.align(image, landmarks.subList(0, 1));
            double embed = median(() -> embedder.embed(crop));
            return new Timing(image.width(), image.height(), faces.size(), decode, detect, align, embed);
        }
    }

    private double median(Runnable stage) {
        for (int i = 0; i < warmUps; i++) {
            stage.run();
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            stage.run();
            nanos.add(System.nanoTime() - start);
        }
        Collections.sort(nanos);
        return nanos.get(runs / 2) / 1e6;
    }
}
