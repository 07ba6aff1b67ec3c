package io.facegate.training.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What a camera makes of a drawing: it is a little out of focus, brighter or darker, noisy, and a JPEG. */
final class Photograph {
    private static final int QUALITY = 90;

    private Photograph() {}

    /** @param drawing of {@link BufferedImage#TYPE_3BYTE_BGR} */
    static byte[] of(BufferedImage drawing, Circumstances now, SplittableRandom random) {
        byte[] drawn = ((DataBufferByte) drawing.getRaster().getDataBuffer()).getData();
        try (BytePointer pixels = new BytePointer(drawn);
                Mat picture = new Mat(drawing.getHeight(), drawing.getWidth(), opencv_core.CV_8UC3, pixels);
                Mat light = new Mat();
                Mat noise = new Mat(picture.rows(), picture.cols(), opencv_core.CV_32FC3);
                Size bySigma = new Size(0, 0);
                RNG generator = new RNG(random.nextLong());
                Scalar none = Scalar.all(0);
                Scalar deviation = Scalar.all(now.noise());
                Mat mean = new Mat(1, 1, opencv_core.CV_64F, none);
                Mat spread = new Mat(1, 1, opencv_core.CV_64F, deviation)) {
            opencv_imgproc.GaussianBlur(picture, picture, bySigma, now.blur());
            picture.convertTo(light, opencv_core.CV_32F, now.brightness(), 0);
            generator._fill(noise, RNG.NORMAL, mean, spread);
            opencv_core.add(light, noise, light);
            light.convertTo(picture, opencv_core.CV_8U);
            return jpeg(picture);
        }
    }

    private static byte[] jpeg(Mat picture) {
        try (BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY)) {
            if (!opencv_imgcodecs.imencode(".jpg", picture, encoded, settings)) {
                throw new IllegalStateException("OpenCV can't encode JPEG");
            }
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }
}
