package io.facegate.gallery.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Makes lines of bytes that come in pieces. It holds one line at most, and that has a limit. */
public final class LineSplitter {
    private static final int LONGEST = 4 << 20;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /**
     * @param length how many of the bytes count
     * @return the lines that these bytes end, without their line feeds
     * @throws GalleryFileException if a line is longer than any export has
     */
    public List<byte[]> split(byte[] bytes, int length) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, start, i - start);
                lines.add(begun.toByteArray());
                begun.reset();
                start = i + 1;
            }
        }
        begun.write(bytes, start, length - start);
        if (begun.size() > LONGEST) {
            throw GalleryFileException.malformed("A line has more than %d bytes.".formatted(LONGEST));
        }
        return lines;
    }

    /** Whether bytes came after the last line feed. */
    public boolean withinLine() {
        return begun.size() > 0;
    }
}
