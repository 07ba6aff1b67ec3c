package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.prototype.Prototypes.Prototype;
import io.facegate.vision.quality.PictureFault;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an embedder's prototypes of bad pictures: the mean embedding of people whose clear pictures were made bad, one for
 * each fault at two strengths, since weak and strong ones lie in different places.
 */
public final class PrototypeMaker {
    /** Strong enough that some embedder takes strangers for one person ten times as often as in clear pictures. */
    public static final List<Degradation> DEGRADATIONS = List.of(
            new Degradation(PictureFault.NOISE, 40),
            new Degradation(PictureFault.NOISE, 80),
            new Degradation(PictureFault.BLUR, 3),
            new Degradation(PictureFault.BLUR, 6),
            new Degradation(PictureFault.DITHER, 2),
            new Degradation(PictureFault.DITHER, 3),
            new Degradation(PictureFault.POSTERISATION, 2),
            new Degradation(PictureFault.POSTERISATION, 4),
            new Degradation(PictureFault.DARKNESS, 0.05),
            new Degradation(PictureFault.DARKNESS, 0.1),
            new Degradation(PictureFault.SMALLNESS, 4),
            new Degradation(PictureFault.SMALLNESS, 6),
            new Degradation(PictureFault.PIXELATION, 5),
            new Degradation(PictureFault.PIXELATION, 7),
            new Degradation(PictureFault.COMPRESSION, 2),
            new Degradation(PictureFault.COMPRESSION, 5),
            new Degradation(PictureFault.COVERED_MOUTH, 0.8),
            new Degradation(PictureFault.COVERED_MOUTH, 1),
            new Degradation(PictureFault.COVERED_EYES, 0.5),
            new Degradation(PictureFault.COVERED_EYES, 1));

    private static final int BATCH = 16;

    private final FaceEmbedder embedder;

    /** @param embedder stays the caller's */
    public PrototypeMaker(FaceEmbedder embedder) {
        this.embedder = embedder;
    }

    /**
     * In the order of {@link #DEGRADATIONS}, still without a limit.
     *
     * @param crops one of each person, aligned for the embedder
     * @param progress told after each crop that was embedded
     */
    public Prototypes make(List<FaceCrop> crops, Runnable progress) {
        if (crops.isEmpty()) {
            throw new IllegalArgumentException("There must be a crop");
        }
        List<Prototype> prototypes = new ArrayList<>();
        for (Degradation degradation : DEGRADATIONS) {
            prototypes.add(new Prototype(degradation.fault(), mean(degradation, crops, progress)));
        }
        return new Prototypes(embedder.model(), prototypes, 1);
    }

    private Embedding mean(Degradation degradation, List<FaceCrop> crops, Runnable progress) {
        float[] sum = new float[embedder.dimension()];
        for (int from = 0; from < crops.size(); from += BATCH) {
            List<FaceCrop> degraded = new ArrayList<>();
            for (int i = from; i < Math.min(crops.size(), from + BATCH); i++) {
                degraded.add(degradation.of(crops.get(i), embedder.template().landmarks(), i));
            }
            for (Embedding embedding : embedder.embed(degraded)) {
                float[] values = embedding.values();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += values[i];
                }
                progress.run();
            }
        }
        return Embedding.of(embedder.model(), sum);
    }
}
