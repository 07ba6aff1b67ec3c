package io.facegate.vision.quality;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The unified quality score of a face: how good its worst component is, since a clear picture of a face that is turned
 * away is worth no more than a blurred one of a frontal face.
 *
 * <p>Each component goes from 0, where it makes a face useless, to 1, from where more of it changes nothing. Both ends are
 * fixed, and the same whatever a gate is set to: qualities of templates can be compared years and deployments later.
 */
final class UnifiedQuality {
    private UnifiedQuality() {}

    static double of(FaceQuality quality) {
        HeadPose pose = quality.pose();
        return DoubleStream.of(
                        share(quality.interEyeDistance(), 10, 60),
                        share(Math.log(Math.max(1, quality.sharpness())), Math.log(5), Math.log(150)),
                        share(quality.noise(), 8, 1),
                        share(quality.greyLevels(), 15, 90),
                        share(quality.flatShare(), 0.8, 0.3),
                        share(quality.brightness(), 15, 80),
                        share(quality.brightness(), 250, 190),
                        share(quality.contrast(), 5, 35),
                        share(Math.abs(pose.yaw()), 65, 10),
                        share(Math.abs(pose.pitch()), 60, 15),
                        share(Math.abs(pose.roll()), 90, 20),
                        share(quality.certainty(), 0.6, 0.98),
                        distinctness(quality.resemblance()))
                .min()
                .orElse(0);
    }

    /** The limit differs between embedders, so that both ends go by it. */
    private static double distinctness(@Nullable Resemblance resemblance) {
        return resemblance == null
                ? 1
                : share(resemblance.cosine(), 2.0 * resemblance.limit(), 0.5 * resemblance.limit());
    }

    /** Where a value lies on the way from the worst to the best, 0 to 1; what is not a number is the worst. */
    private static double share(double value, double worst, double best) {
        double share = (value - worst) / (best - worst);
        return share > 0 ? Math.min(1, share) : 0;
    }
}
