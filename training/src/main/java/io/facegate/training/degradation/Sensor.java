package io.facegate.training.degradation;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What a camera does to a picture: noise, blur, too little light. */
final class Sensor {
    private Sensor() {}

    static void noise(Mat rgb, double deviation, long seed) {
        try (Mat noise = new Mat(rgb.rows(), rgb.cols(), opencv_core.CV_32FC3);
                RNG generator = new RNG(seed);
                Scalar none = Scalar.all(0);
                Scalar spread = Scalar.all(deviation);
                Mat mean = new Mat(1, 1, opencv_core.CV_64F, none);
                Mat deviations = new Mat(1, 1, opencv_core.CV_64F, spread);
                Mat light = new Mat()) {
            generator._fill(noise, RNG.NORMAL, mean, deviations);
            rgb.convertTo(light, opencv_core.CV_32F);
            opencv_core.add(light, noise, light);
            light.convertTo(rgb, opencv_core.CV_8U);
        }
    }

    static void blur(Mat rgb, double deviation) {
        try (Size bySigma = new Size(0, 0)) {
            opencv_imgproc.GaussianBlur(rgb, rgb, bySigma, deviation);
        }
    }

    static void darken(Mat rgb, double share) {
        rgb.convertTo(rgb, opencv_core.CV_8U, share, 0);
    }
}
