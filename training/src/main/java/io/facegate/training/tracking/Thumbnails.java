package io.facegate.training.tracking;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Small pictures of faces by their numbers, of any size. */
@FunctionalInterface
public interface Thumbnails {
    BufferedImage at(int number) throws IOException;
}
