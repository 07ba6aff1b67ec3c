package io.facegate.vision.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JPEG (ITU-T T.81): walks markers and entropy-coded data from start to end of image, and reads each code of it, so that a
 * picture of which a part is missing is refused before a pixel of it is made. What follows the end of image, such as the
 * film of a "live photo", is left alone.
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
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int PROGRESSIVE = 0xC2;
    private static final int APP1 = 0xE1;
    private static final int TEMPORARY = 0x01;

    private final byte[] picture;
    private final EncodedBytes in;
    private final ImageLimits limits;
    private final JpegTables tables;
    private @Nullable JpegFrame frame;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean oriented;
    private int restartInterval;
    private int scans;

    private JpegFile(byte[] picture, ImageLimits limits) {
        this.picture = picture;
        this.in = new EncodedBytes(ImageFormat.JPEG, picture);
        this.limits = limits;
        this.tables = new JpegTables(in);
    }

    static EncodedImage read(byte[] picture, ImageLimits limits) {
        return new JpegFile(picture, limits).read();
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
        if (frame == null || scans == 0) {
            throw in.damaged("it has no pixels");
        }
        if (!frame.complete()) {
            throw in.damaged("a part of its pixels is missing");
        }
        return new EncodedImage(frame.width(), frame.height(), orientation, false, true, withEnd());
    }

    /**
     * Skips whatever is not a marker, as decoders do. Many cameras leave out the end of the image: whole pixels are enough.
     */
    private int nextMarker() {
        while (true) {
            if (in.remaining() == 0 && frame != null && frame.complete()) {
                return END_OF_IMAGE;
            }
            if (in.u8() == 0xFF) {
                int marker = 0xFF;
                while (marker == 0xFF && (in.remaining() > 0 || frame == null || !frame.complete())) {
                    marker = in.u8();
                }
                if (marker == 0xFF) {
                    return END_OF_IMAGE;
                }
                if (marker != 0) {
                    return marker;
                }
            }
        }
    }

    /** Decoders do want the end. */
    private byte[] withEnd() {
        int end = in.position();
        if (picture[end - 2] == (byte) 0xFF && picture[end - 1] == (byte) END_OF_IMAGE) {
            return picture;
        }
        byte[] ended = Arrays.copyOf(picture, picture.length + 2);
        ended[picture.length] = (byte) 0xFF;
        ended[picture.length + 1] = (byte) END_OF_IMAGE;
        return ended;
    }

    private void segment(int marker) {
        int length = in.u16BigEndian() - 2;
        if (length < 0) {
            throw in.damaged("a segment has a negative length");
        }
        int start = in.position();
        in.skip(length);
        EncodedBytes content = new EncodedBytes(ImageFormat.JPEG, Arrays.copyOfRange(picture, start, start + length));
        if (isFrame(marker)) {
            frame = frame(marker, content, length);
        } else if (marker == HUFFMAN_TABLES) {
            tables.define(content);
        } else if (marker == RESTART_INTERVAL) {
            restartInterval = content.u16BigEndian();
        } else if (marker == START_OF_SCAN) {
            scan(content);
        } else if (marker == APP1 && !oriented && Exif.startsAt(picture, start, length)) {
            oriented = true;
            orientation = Exif.orientation(picture, start, length);
        }
    }

    private JpegFrame frame(int marker, EncodedBytes header, int length) {
        if (marker > PROGRESSIVE) {
            throw in.unsupported("with lossless, hierarchical or arithmetic coding");
        }
        if (frame != null) {
            throw in.damaged("it has two frames");
        }
        int precision = header.u8();
        int height = header.u16BigEndian();
        int width = header.u16BigEndian();
        int channels = header.u8();
        if (length != 6 + 3 * channels) {
            throw in.damaged("its frame header has a wrong length");
        }
        if (precision != 8) {
            throw in.unsupported("with %d bits a channel".formatted(precision));
        }
        if (channels != 1 && channels != 3 && channels != 4) {
            throw in.unsupported("with %d channels".formatted(channels));
        }
        limits.check(width, height);
        List<JpegFrame.Component> components = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            int id = header.u8();
            int sampling = header.u8();
            header.skip(1);
            int horizontal = sampling >> 4;
            int vertical = sampling & 15;
            if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                throw in.damaged("a channel has a wrong sampling");
            }
            components.add(new JpegFrame.Component(id, horizontal, vertical));
        }
        return new JpegFrame(width, height, marker == PROGRESSIVE, components);
    }

    private void scan(EncodedBytes header) {
        if (frame == null) {
            throw in.damaged("its pixels come before its frame header");
        }
        if (++scans > MOST_SCANS) {
            throw in.unsupported("with more than %d scans".formatted(MOST_SCANS));
        }
        int end = tables.scan(header, frame, restartInterval).end(picture, in.position(), in);
        in.skip(end - in.position());
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** 0xC4, 0xC8 and 0xCC lie among the start-of-frame markers and aren't any. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
