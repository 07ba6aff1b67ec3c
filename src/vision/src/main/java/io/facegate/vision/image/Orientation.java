package io.facegate.vision.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** What must be done to stored pixels to see them upright: the eight orientations of EXIF (tag 0x0112), in its order. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private final boolean transpose;
    private final boolean mirror;
    private final boolean flip;

    /** Rows and columns are exchanged first, then left and right, then top and bottom. */
    Orientation(boolean transpose, boolean mirror, boolean flip) {
        this.transpose = transpose;
        this.mirror = mirror;
        this.flip = flip;
    }

    /** An illegal value is taken for upright, as viewers do. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /** Whether width and height are exchanged. */
    boolean transposes() {
        return transpose;
    }

    /** Whether what was stored last is at the left. */
    boolean mirrors() {
        return mirror;
    }

    /** Whether what was stored last is at the top. */
    boolean flips() {
        return flip;
    }

    /** Turns the pixels; takes the ownership of what it is given, and the caller owns what comes back. */
    Mat upright(Mat stored) {
        Mat upright = stored;
        if (transpose) {
            upright = new Mat();
            opencv_core.transpose(stored, upright);
            stored.close();
        }
        if (mirror || flip) {
            int flipCode = mirror && flip ? -1 : mirror ? 1 : 0;
            opencv_core.flip(upright, upright, flipCode);
        }
        return upright;
    }
}
