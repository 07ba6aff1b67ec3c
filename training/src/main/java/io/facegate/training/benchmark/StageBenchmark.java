package io.facegate.training.benchmark;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.ProminentFaces;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.Picture;
import io.facegate.vision.image.RgbImage;
import java.util.List;

/**
 * Times each stage of the pipeline by itself, and all that is done for the embedding of the main face together, one picture at a
 * time, on one calling thread.
 */
public final class StageBenchmark {

    /**
     * @param decode all pixels
     * @param detect all faces
     * @param align all faces of the picture
     * @param embed one face
     * @param whole from the encoded picture to the embedding of its main face, which is looked for coarsely first
     */
    public record Timing(
            int width, int height, int faces, Spread decode, Spread detect, Spread align, Spread embed, Spread whole) {}

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
        Spread decode = spread(() -> decoder.decode(picture).close());
        try (RgbImage image = decoder.decode(picture)) {
            Spread detect = spread(() -> detector.detect(image));
            List<DetectedFace> faces = detector.detect(image);
            Spread whole = spread(() -> embedMainFace(picture));
            if (faces.isEmpty()) {
                return new Timing(image.width(), image.height(), 0, decode, detect, Spread.NONE, Spread.NONE, whole);
            }
            var landmarks = faces.stream().map(DetectedFace::landmarks).toList();
            Spread align = spread(() -> aligner.align(image, landmarks));
            List<FaceCrop> crop = aligner.align(image, landmarks.subList(0, 1));
            Spread embed = spread(() -> embedder.embed(crop));
            return new Timing(image.width(), image.height(), faces.size(), decode, detect, align, embed, whole);
        }
    }

    private void embedMainFace(byte[] encoded) {
        try (Picture picture = decoder.open(encoded)) {
            ProminentFaces prominent = new ProminentFaces(detector);
            picture.reduced(prominent.firstFactor(picture, FaceChoice.MAIN));
            List<DetectedFace> faces = prominent.of(picture, FaceChoice.MAIN);
            if (!faces.isEmpty()) {
                DetectedFace main = FaceChoice.MAIN
                        .from(faces, picture.width(), picture.height())
                        .get(0);
                embedder.embed(aligner.align(picture, List.of(main.landmarks())));
            }
        }
    }

    private Spread spread(Runnable stage) {
        return Spread.measured(warmUps, runs, stage);
    }
}
