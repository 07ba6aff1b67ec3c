package io.facegate.training.degradation;

import io.facegate.vision.quality.PictureFault;
import java.util.Arrays;
import java.util.List;

/** For each fault the strengths that an evaluation goes through, from weak to strong; hardly any is in a prototype. */
public record DegradationSeries(PictureFault fault, List<Degradation> strengths) {
    /** One for each fault. */
    public static final List<DegradationSeries> ALL = List.of(
            of(PictureFault.NOISE, 5, 15, 30, 60, 100),
            of(PictureFault.BLUR, 1.5, 2.5, 3.5, 5, 8),
            of(PictureFault.DITHER, 8, 6, 4, 3, 2),
            of(PictureFault.POSTERISATION, 8, 6, 4, 3, 2),
            of(PictureFault.DARKNESS, 0.5, 0.3, 0.15, 0.08, 0.04),
            of(PictureFault.SMALLNESS, 14, 10, 7, 5, 3.5),
            of(PictureFault.PIXELATION, 2, 3, 4, 6, 9),
            of(PictureFault.COMPRESSION, 30, 15, 8, 4, 1),
            of(PictureFault.COVERED_MOUTH, 0.5, 0.7, 0.9, 1.1, 1.3),
            of(PictureFault.COVERED_EYES, 0.3, 0.5, 0.75, 1, 1.3));

    public DegradationSeries {
        strengths = List.copyOf(strengths);
    }

    static DegradationSeries of(PictureFault fault, double... strengths) {
        return new DegradationSeries(
                fault,
                Arrays.stream(strengths)
                        .mapToObj(strength -> new Degradation(fault, strength))
                        .toList());
    }
}
