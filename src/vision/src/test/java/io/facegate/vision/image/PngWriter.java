package io.facegate.vision.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of the kinds that OpenCV can't, chunk by chunk. */
public final class PngWriter {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** A grey picture, whole. */
    public static byte[] grey(int width, int height) {
        return new PngWriter(width, height, 8, GREY)
                .pixels(new byte[height][width])
                .end();
    }

    PngWriter(int width, int height, int depth, int colourType) {
        this.file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colourType)
                        .array());
    }

    PngWriter chunk(String name, byte[] content) {
        byte[] tag = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(tag);
        crc.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(tag);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    /** @param rows packed as the header says, without filter bytes */
    PngWriter pixels(byte[][] rows) {
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        for (byte[] row : rows) {
            filtered.write(0);
            filtered.writeBytes(row);
        }
        return chunk("IDAT", deflate(filtered.toByteArray()));
    }

    byte[] end() {
        return chunk("IEND", new byte[0]).file.toByteArray();
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
