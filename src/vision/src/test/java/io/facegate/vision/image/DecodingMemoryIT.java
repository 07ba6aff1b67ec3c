package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** Pixels lie outside the Java heap, where no garbage collector tidies up in time. */
class DecodingMemoryIT {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void fiveHundredPicturesLeaveNothingBehind() {
        List<byte[]> pictures = pictures();
        decodeAll(pictures, 50);
        long before = Pointer.physicalBytes();
        decodeAll(pictures, 500);
        assertThat(Pointer.physicalBytes() - before).isLessThan(50L << 20);
    }

    private void decodeAll(List<byte[]> pictures, int count) {
        int refused = 0;
        for (int i = 0; i < count; i++) {
            try (RgbImage image = decoder.decode(pictures.get(i % pictures.size()))) {
                assertThat(image.width()).isEqualTo(1000);
            } catch (PictureRejectedException e) {
                refused++;
            }
        }
        assertThat(refused).isEqualTo(count / pictures.size());
    }

    /** Four good ones of three megabytes each when decoded, one of them translucent; and one that libpng finds damaged. */
    private static List<byte[]> pictures() {
        try (Mat opaque = new Mat(1000, 1000, opencv_core.CV_8UC3, Scalar.all(80));
                Mat translucent = new Mat(1000, 1000, opencv_core.CV_8UC4, Scalar.all(80))) {
            byte[][] tooFewRows = new byte[900][1000];
            for (byte[] row : tooFewRows) {
                Arrays.fill(row, (byte) 80);
            }
            return List.of(
                    Gradient.encode(opaque, ".jpg"),
                    Gradient.encode(opaque, ".webp"),
                    Gradient.encode(opaque, ".bmp"),
                    Gradient.encode(translucent, ".png"),
                    new PngWriter(1000, 1000, 8, PngWriter.GREY)
                            .pixels(tooFewRows)
                            .end());
        }
    }
}
