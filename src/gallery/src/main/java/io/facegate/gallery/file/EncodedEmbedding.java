package io.facegate.gallery.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * An embedding on its way between database and file, bit for bit: scaling it to unit length again, as every other way in
 * does, could change its last bits, and with them the answers.
 *
 * <p>In a file it is the Base64 of its values as little-endian float32.
 */
public final class EncodedEmbedding {
    static final int MOST_VALUES = 1536;
    static final int LONGEST_TEXT = MOST_VALUES * Float.BYTES * 4 / 3 + 4;

    /** As the database allows. */
    private static final double TOLERANCE = 0.001;

    private final Float[] values;

    private EncodedEmbedding(Float[] values) {
        this.values = values;
    }

    public static EncodedEmbedding of(Float[] values) {
        return new EncodedEmbedding(values.clone());
    }

    /**
     * @throws GalleryFileException if this is no embedding of so many values and unit length
     */
    static EncodedEmbedding parse(String text, int dimension) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("is not Base64");
        }
        if (bytes.length != dimension * Float.BYTES) {
            throw malformed("has another number of values than the header says");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Float[] values = new Float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            values[i] = buffer.getFloat();
            squares += (double) values[i] * values[i];
        }
        if (!(Math.abs(Math.sqrt(squares) - 1) < TOLERANCE)) {
            throw malformed("has no unit length");
        }
        return new EncodedEmbedding(values);
    }

    private static GalleryFileException malformed(String why) {
        return GalleryFileException.malformed("An embedding %s.".formatted(why));
    }

    String text() {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /** As the database's driver takes them. */
    public Float[] values() {
        return values.clone();
    }

    /** Without the values, which are personal data. */
    @Override
    public String toString() {
        return "EncodedEmbedding[dimension=%d]".formatted(values.length);
    }
}
