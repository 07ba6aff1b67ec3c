package io.facegate.vision.quality;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.Landmarks;

/**
 * What can be measured about a face before it is compared.
 *
 * @param interEyeDistance distance between the eye centres in the picture, in pixels
 * @param sharpness variance of the Laplacian over the aligned crop's luminance, in squared grey levels: how much fine
 *     detail there is (Pech-Pacheco et al. 2000)
 * @param brightness mean luminance of the aligned crop, 0 (black) to 255 (white)
 * @param contrast standard deviation of that luminance, in grey levels
 * @param pose estimated from the landmarks
 */
public record FaceQuality(
        double interEyeDistance, double sharpness, double brightness, double contrast, HeadPose pose) {

    /**
     * @param crop the same face, aligned: brightness and sharpness are then of the face alone, at one scale
     */
    public static FaceQuality of(DetectedFace face, FaceCrop crop) {
        double[] luminance = luminance(crop);
        double mean = mean(luminance);
        Landmarks landmarks = face.landmarks();
        return new FaceQuality(
                Math.hypot(
                        landmarks.rightEye().x() - landmarks.leftEye().x(),
                        landmarks.rightEye().y() - landmarks.leftEye().y()),
                variance(laplacian(luminance, crop.size())),
                mean,
                Math.sqrt(variance(luminance)),
                HeadPose.of(landmarks));
    }

    /** Luma by ITU-R BT.601, as in JPEG. */
    private static double[] luminance(FaceCrop crop) {
        byte[] rgb = crop.rgb();
        double[] luminance = new double[crop.size() * crop.size()];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = 0.299 * Byte.toUnsignedInt(rgb[3 * i])
                    + 0.587 * Byte.toUnsignedInt(rgb[3 * i + 1])
                    + 0.114 * Byte.toUnsignedInt(rgb[3 * i + 2]);
        }
        return luminance;
    }

    private static double[] laplacian(double[] image, int size) {
        double[] laplacian = new double[(size - 2) * (size - 2)];
        int next = 0;
        for (int y = 1; y < size - 1; y++) {
            for (int x = 1; x < size - 1; x++) {
                int i = y * size + x;
                laplacian[next++] = image[i - 1] + image[i + 1] + image[i - size] + image[i + size] - 4 * image[i];
            }
        }
        return laplacian;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.length;
    }
}
