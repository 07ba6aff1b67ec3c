package io.facegate.training.detection.distillation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/** Some of the pictures, decoded: reading one for every piece of every scene would take longer than the training. */
final class PicturePool implements AutoCloseable {
    private static final int SIZE = 80;

    private final List<Path> files;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final List<RgbImage> pictures = new ArrayList<>();

    /** @param files at least one */
    PicturePool(List<Path> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("pictures must not be empty");
        }
        this.files = List.copyOf(files);
    }

    /** Takes others into memory. */
    void fill(Random random) throws IOException {
        close();
        for (int i = 0; i < SIZE; i++) {
            pictures.add(decoder.decode(PictureFile.read(files.get(random.nextInt(files.size())))));
        }
    }

    /** RGB; it stays the pool's. */
    Mat any(Random random) {
        return pictures.get(random.nextInt(pictures.size())).mat();
    }

    /** Forgets the pictures in memory. */
    @Override
    public void close() {
        pictures.forEach(RgbImage::close);
        pictures.clear();
    }
}
