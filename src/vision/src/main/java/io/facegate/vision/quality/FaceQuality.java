package io.facegate.vision.quality;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.landmark.Landmarks;
import org.jspecify.annotations.Nullable;

/**
 * What can be measured about a face before it is compared. The components are called as ISO/IEC 29794-5 calls them where
 * it has them.
 *
 * @param interEyeDistance distance between the eye centres in the picture, in pixels
 * @param sharpness how much fine detail there is: variance of the Laplacian over the aligned crop's luminance, without
 *     what noise adds to it, in squared grey levels
 * @param noise standard deviation of the luminance's noise in the aligned crop, in grey levels
 * @param greyLevels how many grey levels the aligned crop uses, 1 to 256
 * @param flatShare share of the aligned crop's pixels that add nothing to those around them, 0 to 1: compression
 *     artefacts, or a picture of large pixels
 * @param brightness mean luminance of the aligned crop, 0 (black) to 255 (white)
 * @param contrast standard deviation of that luminance, in grey levels: the dynamic range
 * @param pose estimated from the landmarks, in the picture as it was looked at when the face was found
 * @param certainty of the detector that this is a face, 0 to 1
 * @param resemblance to bad pictures; null before the face is embedded, and where nothing is known of them
 */
public record FaceQuality(
        double interEyeDistance,
        double sharpness,
        double noise,
        double greyLevels,
        double flatShare,
        double brightness,
        double contrast,
        HeadPose pose,
        double certainty,
        @Nullable Resemblance resemblance) {

    /** Of the crop's side, on each side of it, is not looked at for detail. */
    private static final int MARGIN_SHARE = 14;

    /**
     * @param crop the same face, aligned: all but size and pose are then of the face alone, at one scale
     */
    public static FaceQuality of(DetectedFace face, FaceCrop crop) {
        Luminance luminance = Luminance.of(crop);
        Luminance inner = luminance.inner(crop.size() / MARGIN_SHARE);
        NoiseAnswers answers = inner.noiseAnswers();
        FineDetail detail = FineDetail.of(inner, answers);
        Landmarks landmarks = face.landmarks();
        return new FaceQuality(
                Math.hypot(
                        landmarks.rightEye().x() - landmarks.leftEye().x(),
                        landmarks.rightEye().y() - landmarks.leftEye().y()),
                detail.sharpness(),
                detail.noise(),
                inner.greyLevels(),
                answers.flatShare(),
                luminance.mean(),
                luminance.deviation(),
                HeadPose.of(landmarks).turned(face.look().degrees()),
                face.score(),
                null);
    }

    /** With what the embedder sees in it. */
    public FaceQuality resembling(@Nullable Resemblance badPictures) {
        return new FaceQuality(
                interEyeDistance,
                sharpness,
                noise,
                greyLevels,
                flatShare,
                brightness,
                contrast,
                pose,
                certainty,
                badPictures);
    }

    /** All of it in one number, 0 (of no use) to 1 (nothing is missing): see {@link UnifiedQuality}. */
    public double unified() {
        return UnifiedQuality.of(this);
    }
}
