package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Eight aligned faces to try embedders with, of {@code docs/samples}: what an embedder makes of a precision is another thing with
 * faces than with made-up pixels, which it doesn't know.
 */
final class TrialFaces {
    /** One below the other. */
    private static final String PICTURE = "trial-faces.jpg";

    private TrialFaces() {}

    /**
     * @param side of the crops, in pixels
     */
    static List<FaceCrop> ofSide(int side) {
        try (RgbImage picture = new ImageDecoder(ImageLimits.DEFAULT).decode(read())) {
            int faces = picture.height() / picture.width();
            List<FaceCrop> crops = new ArrayList<>(faces);
            for (int face = 0; face < faces; face++) {
                crops.add(new FaceCrop(side, scaled(picture.pixels(), picture.width(), face, side)));
            }
            return List.copyOf(crops);
        }
    }

    private static byte[] read() {
        try (InputStream resource = TrialFaces.class.getResourceAsStream(PICTURE)) {
            return Objects.requireNonNull(resource, PICTURE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To the nearest pixel. */
    private static byte[] scaled(ByteBuffer pixels, int width, int face, int side) {
        byte[] rgb = new byte[side * side * 3];
        for (int i = 0; i < side * side; i++) {
            int x = i % side * width / side;
            int y = face * width + i / side * width / side;
            pixels.get((y * width + x) * 3, rgb, i * 3, 3);
        }
        return rgb;
    }
}
