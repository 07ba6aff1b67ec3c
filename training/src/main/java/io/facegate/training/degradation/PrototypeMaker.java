package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.quality.PictureFault;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an embedder's prototypes of bad pictures: the mean embedding of people whose clear pictures were made bad, one for
 * each fault at two strengths, since weak and strong ones lie in different places; and for covered faces a direction each.
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
            new Degradation(PictureFault.COMPRESSION, 5));

    /**
     * Faults that leave more of the person to see: the mean of such pictures is like many a clear one, but in one direction they
     * lie beside all of them ({@link Discriminant}).
     */
    public static final List<DegradationSeries> COVERED = List.of(
            DegradationSeries.of(PictureFault.COVERED_MOUTH, 0.6, 0.8, 1, 1.2),
            DegradationSeries.of(PictureFault.COVERED_EYES, 0.4, 0.6, 0.9));

    /** How many crops are made of each that is given for prototypes. */
    static final int CROPS_OF_EACH = DEGRADATIONS.size()
            + COVERED.stream().mapToInt(series -> series.strengths().size()).sum();

    private static final int BATCH = 16;

    private final FaceEmbedder embedder;

    /** @param embedder stays the caller's */
    public PrototypeMaker(FaceEmbedder embedder) {
        this.embedder = embedder;
    }

    /**
     * Means in the order of {@link #DEGRADATIONS}.
     *
     * @param crops one of each person, aligned for the embedder
     * @param progress told after each crop that was embedded
     */
    List<Embedding> means(List<FaceCrop> crops, Runnable progress) {
        return DEGRADATIONS.stream()
                .map(degradation -> Embedding.of(embedder.model(), sum(degradation, crops, progress)))
                .toList();
    }

    /**
     * Directions in the order of {@link #COVERED}.
     *
     * @param clear clear faces
     * @param crops one of each person, aligned for the embedder
     * @param progress told after each crop that was embedded
     */
    List<Embedding> directions(List<Embedding> clear, List<FaceCrop> crops, Runnable progress) {
        Discriminant discriminant = Discriminant.of(clear);
        List<Embedding> directions = new ArrayList<>();
        for (DegradationSeries series : COVERED) {
            double[] mean = new double[embedder.dimension()];
            for (Degradation degradation : series.strengths()) {
                float[] sum = sum(degradation, crops, progress);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] +=
                            sum[i] / ((double) crops.size() * series.strengths().size());
                }
            }
            directions.add(Embedding.of(embedder.model(), discriminant.towards(mean)));
        }
        return directions;
    }

    private float[] sum(Degradation degradation, List<FaceCrop> crops, Runnable progress) {
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
        return sum;
    }
}
