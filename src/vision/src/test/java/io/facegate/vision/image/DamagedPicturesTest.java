package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a picture's bytes, they give a picture of an allowed size or a typed refusal. */
class DamagedPicturesTest {
    private static final int CASES = 400;
    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1_000_000, 16, 4_000);

    private final ImageDecoder decoder = new ImageDecoder(LIMITS);

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp"})
    void damageNeverGivesAnythingElse(String extension) {
        byte[] picture = Gradient.encoded(extension);
        Random random = new Random(extension.hashCode());
        int decoded = 0;
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] damaged = damage(picture, random);
            try (RgbImage image = decoder.decode(damaged)) {
                assertThat(image.width()).isBetween(LIMITS.minimumSide(), LIMITS.maximumSide());
                assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(LIMITS.maximumPixels());
                assertThat(image.pixels().remaining()).isEqualTo(image.width() * image.height() * 3);
                decoded++;
            } catch (PictureRejectedException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(decoded + refused).isEqualTo(CASES);
        assertThat(refused).isPositive();
    }

    /** Flips a few bits, half the time in the header, where it hurts most; sometimes cuts off, too. */
    private static byte[] damage(byte[] picture, Random random) {
        byte[] damaged = picture.clone();
        int reach = random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length;
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            damaged[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }
}
