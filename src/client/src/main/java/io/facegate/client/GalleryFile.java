package io.facegate.client;

import io.facegate.gallery.file.GalleryFileException;
import io.facegate.gallery.file.GalleryFileReader;
import io.facegate.gallery.file.GalleryLine;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.gallery.file.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** An exported gallery on its way: every line of it is checked as it passes. */
final class GalleryFile {
    private static final int PIECE = 64 << 10;

    private final LineSplitter splitter = new LineSplitter();
    private final GalleryFileReader reader = new GalleryFileReader();
    private @Nullable Header header;

    /**
     * Reads to the end.
     *
     * @return what the file is of
     * @throws GalleryFileException if it isn't whole and unchanged
     */
    Header copy(InputStream in, OutputStream out, ProgressBar progress) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            out.write(piece, 0, length);
            for (byte[] line : splitter.split(piece, length)) {
                GalleryLine read = reader.read(line);
                if (read instanceof Header first) {
                    header = first;
                }
            }
            progress.stepTo(reader.templates());
        }
        reader.requireEnd(splitter.withinLine());
        if (header == null) {
            throw new IllegalStateException("The end comes after the header");
        }
        return header;
    }

    long templates() {
        return reader.templates();
    }
}
