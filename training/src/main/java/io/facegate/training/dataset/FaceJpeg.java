package io.facegate.training.dataset;

import io.facegate.vision.alignment.FaceCrop;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** How faces of prepared data sets are encoded. */
public final class FaceJpeg {
    /** Visually lossless; the pictures were JPEG before. */
    private static final int QUALITY = 95;

    private FaceJpeg() {}

    /** JPEG without chroma subsampling. */
    public static byte[] encode(FaceCrop crop) {
        try (BytePointer pixels = new BytePointer(crop.rgb());
                Mat rgb = new Mat(crop.size(), crop.size(), opencv_core.CV_8UC3, pixels);
                Mat bgr = new Mat();
                BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(
                        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                        QUALITY,
                        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(".jpg", bgr, encoded, settings)) {
                throw new IllegalStateException("OpenCV can't encode JPEG");
            }
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }
}
