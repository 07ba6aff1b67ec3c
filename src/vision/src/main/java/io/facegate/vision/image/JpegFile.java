package io.facegate.vision.image;

/**
 * JPEG (ITU-T T.81): walks markers and entropy-coded data from start to end of image. What follows the end of image, such
 * as the film of a "live photo", is left alone.
 *
 * <p>Only the processes that every browser shows are let through: 8-bit baseline, extended sequential and progressive, all
 * with Huffman coding.
 */
final class JpegFile {
    /**
     * Every scan of a progressive picture costs a pass over all of its pixels, however few bytes it has. Encoders write
     * about ten.
     */
    private static final int MOST_SCANS = 32;

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int TEMPORARY = 0x01;

    private final byte[] picture;
    private final EncodedBytes in;
    private int width = -1;
    private int height = -1;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean oriented;
    private int scans;

    private JpegFile(byte[] picture) {
        this.picture = picture;
        this.in = new EncodedBytes(ImageFormat.JPEG, picture);
    }

    static EncodedImage read(byte[] picture) {
        return new JpegFile(picture).read();
    }

    private EncodedImage read() {
        in.skip(2);
        for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
            if (marker == START_OF_IMAGE) {
                throw in.damaged("it starts twice");
            }
            if (marker != TEMPORARY && !isRestart(marker)) {
                segment(marker);
            }
        }
        if (scans == 0) {
            throw in.damaged("it has no pixels");
        }
        return new EncodedImage(width, height, orientation, false, picture);
    }

    /**
     * Skips whatever is not a marker, as decoders do; between scans that is the entropy-coded data, where 0xFF is followed
     * by zero.
     */
    private int nextMarker() {
        while (true) {
            if (in.u8() == 0xFF) {
                int marker = in.u8();
                while (marker == 0xFF) {
                    marker = in.u8();
                }
                if (marker != 0) {
                    return marker;
                }
            }
        }
    }

    private void segment(int marker) {
        int length = in.u16BigEndian() - 2;
        if (length < 0) {
            throw in.damaged("a segment has a negative length");
        }
        int start = in.position();
        in.skip(length);
        if (isFrame(marker)) {
            frame(marker, start, length);
        } else if (marker == START_OF_SCAN) {
            scan();
        } else if (marker == APP1 && !oriented && Exif.startsAt(picture, start, length)) {
            oriented = true;
            orientation = Exif.orientation(picture, start, length);
        }
    }

    private void frame(int marker, int start, int length) {
        if (marker > 0xC2) {
            throw in.unsupported("with lossless, hierarchical or arithmetic coding");
        }
        if (width >= 0) {
            throw in.damaged("it has two frames");
        }
        EncodedBytes frame = new EncodedBytes(ImageFormat.JPEG, picture);
        frame.skip(start);
        int precision = frame.u8();
        height = frame.u16BigEndian();
        width = frame.u16BigEndian();
        int components = frame.u8();
        if (length != 6 + 3 * components) {
            throw in.damaged("its frame header has a wrong length");
        }
        if (precision != 8) {
            throw in.unsupported("with %d bits a channel".formatted(precision));
        }
        if (components != 1 && components != 3 && components != 4) {
            throw in.unsupported("with %d channels".formatted(components));
        }
    }

    private void scan() {
        if (width < 0) {
            throw in.damaged("its pixels come before its frame header");
        }
        if (++scans > MOST_SCANS) {
            throw in.unsupported("with more than %d scans".formatted(MOST_SCANS));
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** 0xC4, 0xC8 and 0xCC lie among the start-of-frame markers and aren't any. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
