package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.landmark.Point;
import java.io.ByteArrayOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A grey picture whose sides are no whole squares, with a white patch. */
class PictureTest {
    private static final int WIDTH = 203;
    private static final int HEIGHT = 117;
    private static final int PATCH = 32;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    /** In a picture that is turned, a part of a square comes first. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void aPatchIsWhereItIsInEverySizeAndOrientation(int orientation) {
        byte[] jpeg = oriented(orientation);
        try (Picture whole = decoder.open(jpeg)) {
            Point expected = patch(whole.reduced(1));
            for (int factor : new int[] {2, 4, 8}) {
                try (Picture decoded = decoder.open(jpeg);
                        Picture averaged = Picture.of(decoder.decode(jpeg))) {
                    assertThat(decoded.width()).isEqualTo(whole.pixels().width());
                    assertThat(decoded.height()).isEqualTo(whole.pixels().height());
                    near(patch(decoded.reduced(factor)), expected);
                    near(patch(averaged.reduced(factor)), expected);
                    assertThat(decoded.reduced(factor).image().width())
                            .isEqualTo((decoded.width() + factor - 1) / factor);
                }
            }
        }
    }

    @Test
    void whatIsThereInALargerSizeIsTakenFromThere() {
        try (Picture picture = decoder.open(oriented(1))) {
            ReducedPicture quarter = picture.reduced(4);
            assertThat(picture.atMostReduced(8)).isSameAs(quarter);
            assertThat(picture.atMostReduced(2).factor()).isEqualTo(2);
            assertThat(picture.reduced(4)).isSameAs(quarter);
        }
    }

    @Test
    void aPartKnowsWhereItIs() {
        try (Picture picture = decoder.open(oriented(1));
                ReducedPicture.Part part = picture.reduced(2).part(33, 21, 120, 90)) {
            near(patch(part.pixels()), patch(picture.reduced(1)));
            assertThat(part.pixels().toPicture(part.pixels().ofPicture(new Point(51, 37))))
                    .isEqualTo(new Point(51, 37));
            assertThat(part.pixels().image().width()).isEqualTo(44);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 16, -2})
    void otherFactorsAreRefused(int factor) {
        try (Picture picture = decoder.open(oriented(1))) {
            assertThatThrownBy(() -> picture.reduced(factor)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closedItHasNoPixels() {
        Picture picture = decoder.open(oriented(1));
        picture.close();
        picture.close(); // a second time does nothing

        assertThatThrownBy(picture::pixels).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> picture.atMostReduced(8)).isInstanceOf(IllegalStateException.class);
    }

    private static void near(Point point, Point expected) {
        assertThat(point.x()).isCloseTo(expected.x(), within(0.6f));
        assertThat(point.y()).isCloseTo(expected.y(), within(0.6f));
    }

    /** The centre of what is brighter, in the picture. */
    private static Point patch(ReducedPicture reduced) {
        RgbImage image = reduced.image();
        byte[] rgb = new byte[image.width() * image.height() * 3];
        image.pixels().get(rgb);
        double weight = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            double bright = Math.max(0, (rgb[i] & 0xFF) - 80);
            weight += bright;
            x += bright * (i / 3 % image.width() + 0.5);
            y += bright * (i / 3 / image.width() + 0.5);
        }
        return reduced.toPicture(new Point((float) (x / weight), (float) (y / weight)));
    }

    private static byte[] oriented(int orientation) {
        try (Mat picture = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC3, Scalar.all(60));
                Mat patch = new Mat(picture, new Rect(40, 24, PATCH, PATCH));
                BytePointer encoded = new BytePointer()) {
            patch.put(Scalar.all(250));
            opencv_imgcodecs.imencode(".jpg", picture, encoded);
            byte[] jpeg = new byte[(int) encoded.limit()];
            encoded.get(jpeg);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(jpeg, 0, 2);
            out.writeBytes(exif(orientation));
            out.write(jpeg, 2, jpeg.length - 2);
            return out.toByteArray();
        }
    }

    private static byte[] exif(int orientation) {
        int[] bytes = {
            0xFF,
            0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] exif = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            exif[i] = (byte) bytes[i];
        }
        return exif;
    }
}
