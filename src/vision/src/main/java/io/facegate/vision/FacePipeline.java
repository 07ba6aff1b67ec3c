package io.facegate.vision;

import io.facegate.vision.AlignedPicture.AlignedFace;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.ProminentFaces;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.Picture;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.quality.FaceQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one door to the library: picture bytes in, faces and embeddings out.
 *
 * <p>It owns its detector and embedders. Several threads may call at once; each decodes, detects and aligns by itself, and
 * hands crops over to be embedded.
 */
public final class FacePipeline implements AutoCloseable {

    /** Pixels from which decoding takes so long that it may pay to do it twice, first in a smaller size. */
    private static final long LARGE = 3_000_000;

    /** The upright picture's size in pixels, and its faces, the highest score first. */
    public record Detection(int width, int height, List<DetectedFace> faces) {
        public Detection {
            faces = List.copyOf(faces);
        }
    }

    /** A face of a picture, its embedding and how good the picture is for that. */
    public record EmbeddedFace(DetectedFace face, Embedding embedding, FaceQuality quality) {}

    /**
     * The upright picture's size in pixels, how many faces were seen in it, and the chosen ones with their embeddings, the
     * largest first.
     */
    public record EmbeddedPicture(int width, int height, int found, List<EmbeddedFace> faces) {
        public EmbeddedPicture {
            faces = List.copyOf(faces);
        }
    }

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final List<Embedder> embedders;
    private final List<Prototypes> prototypes;
    private final StageListener listener;

    /** Takes the ownership of detector and embedder, and knows nothing of bad pictures. */
    public FacePipeline(ImageDecoder decoder, FaceDetector detector, Embedder embedder) {
        this(decoder, detector, List.of(embedder), List.of(), StageListener.NONE);
    }

    /**
     * Takes the ownership of detector and embedders.
     *
     * @param embedders the first is the one that is used where none is named
     * @param prototypes of bad pictures, of those embedders that have any
     * @param listener hears of every picture, but not of the warm-up
     */
    public FacePipeline(
            ImageDecoder decoder,
            FaceDetector detector,
            List<? extends Embedder> embedders,
            List<Prototypes> prototypes,
            StageListener listener) {
        if (embedders.isEmpty()) {
            throw new IllegalArgumentException("There must be an embedder");
        }
        this.decoder = decoder;
        this.detector = detector;
        this.embedders = List.copyOf(embedders);
        this.prototypes = List.copyOf(prototypes);
        this.listener = listener;
    }

    /** The one that is used where none is named. */
    public Embedder embedder() {
        return embedders.get(0);
    }

    /**
     * @throws IllegalArgumentException if there is none of this model
     */
    public Embedder embedder(ModelId model) {
        return embedders.stream()
                .filter(embedder -> embedder.model().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no embedder %s; there are %s"
                        .formatted(
                                model, embedders.stream().map(Embedder::model).toList())));
    }

    /**
     * Decodes a picture; all else is done when it is asked for.
     *
     * @param picture encoded
     * @return the caller's, who closes it
     * @throws PictureRejectedException if the bytes are no usable picture
     */
    public PreparedPicture prepare(byte[] picture) {
        return prepare(picture, FaceChoice.ALL);
    }

    /**
     * As {@link #prepare(byte[])}, for whoever will ask for a choice of faces: if a smaller picture is likely to be enough for
     * that, no larger one is decoded before it is needed.
     */
    public PreparedPicture prepare(byte[] picture, FaceChoice choice) {
        return listener.during(Stage.DECODE, () -> {
            Picture opened = decoder.open(picture);
            opened.reduced(
                    (long) opened.width() * opened.height() < LARGE
                            ? 1
                            : new ProminentFaces(detector).firstFactor(opened, choice));
            return new PreparedPicture(opened, detector, listener);
        });
    }

    /**
     * Every face; none is not an error here.
     *
     * @param picture encoded
     * @throws PictureRejectedException if the bytes are no usable picture
     */
    public Detection detect(byte[] picture) {
        try (PreparedPicture prepared = prepare(picture)) {
            return new Detection(prepared.width(), prepared.height(), prepared.faces());
        }
    }

    /**
     * Hands faces over to be embedded.
     *
     * @param picture aligned by the template of this embedder
     * @param model of an embedder of this pipeline
     * @return fails with what kept the embedder from it; cancelled, it drops what still waits
     */
    public CompletableFuture<EmbeddedPicture> embed(AlignedPicture picture, ModelId model) {
        StageListener.Running running = listener.begins(Stage.EMBED);
        CompletableFuture<List<Embedding>> embeddings =
                embedder(model).embed(picture.crops()).toCompletableFuture();
        CompletableFuture<EmbeddedPicture> embedded =
                embeddings.thenApply(made -> embedded(picture, made, prototypes(model)));
        embedded.whenComplete((made, failure) -> {
            running.ended();
            embeddings.cancel(false); // which does nothing unless this was cancelled before
        });
        return embedded;
    }

    private Prototypes prototypes(ModelId model) {
        return prototypes.stream()
                .filter(known -> known.model().equals(model))
                .findFirst()
                .orElseGet(() -> Prototypes.none(model));
    }

    private static EmbeddedPicture embedded(
            AlignedPicture picture, List<Embedding> embeddings, Prototypes badPictures) {
        List<EmbeddedFace> faces = new ArrayList<>(embeddings.size());
        for (int i = 0; i < embeddings.size(); i++) {
            AlignedFace face = picture.faces().get(i);
            Embedding embedding = embeddings.get(i);
            faces.add(new EmbeddedFace(
                    face.face(), embedding, face.quality().resembling(badPictures.resemblance(embedding))));
        }
        return new EmbeddedPicture(picture.width(), picture.height(), picture.found(), faces);
    }

    /**
     * The chosen faces with their embeddings, the largest first; at least one. Waits for them.
     *
     * @param picture encoded
     * @throws PictureRejectedException if the bytes are no usable picture, or don't have the faces asked for
     */
    public List<EmbeddedFace> embed(byte[] picture, FaceChoice choice) {
        AlignedPicture aligned;
        try (PreparedPicture prepared = prepare(picture, choice)) {
            aligned = prepared.aligned(choice, embedder().template());
        }
        return awaited(embed(aligned, embedder().model())).faces();
    }

    /** Fails with what it failed with, as if it had been done here. */
    static <T> T awaited(CompletableFuture<T> later) {
        try {
            return later.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Runs all models once in the sizes that requests will bring, so that no request pays for the first, slow runs. */
    public void warmUp() {
        new WarmUp(detector, embedders).run();
    }

    @Override
    public void close() {
        detector.close();
        embedders.forEach(Embedder::close);
    }
}
