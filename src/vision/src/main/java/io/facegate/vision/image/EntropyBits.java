package io.facegate.vision.image;

/**
 * The bits of entropy-coded JPEG data up to the next marker. Beyond it there are zeros, as many as one likes;
 * {@link #exhausted} tells that some were read.
 */
final class EntropyBits {
    private static final int MARKER = 0xFF;

    private final byte[] bytes;
    private int position;
    private long buffer;
    private int count;
    private int made;
    private boolean ended;

    EntropyBits(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** At least 32 bits, which is a code and what follows it. */
    private void fill() {
        while (count <= 48) {
            int next = 0;
            if (!ended) {
                next = nextByte();
            }
            if (ended) {
                made += 8;
            }
            buffer = buffer << 8 | next;
            count += 8;
        }
    }

    private int nextByte() {
        if (position >= bytes.length) {
            ended = true;
            return 0;
        }
        int value = bytes[position] & 0xFF;
        if (value != MARKER) {
            position++;
            return value;
        }
        if (position + 1 < bytes.length && bytes[position + 1] == 0) {
            position += 2;
            return MARKER;
        }
        ended = true;
        return 0;
    }

    /** The value of the next code; -1 if there is none such. */
    int value(HuffmanTable table) {
        if (count < 32) {
            fill();
        }
        int found = table.lookUp((int) (buffer >>> count - HuffmanTable.LOOKED_UP) & (1 << HuffmanTable.LOOKED_UP) - 1);
        if (found != 0) {
            count -= found >> 8;
            return found & 0xFF;
        }
        for (int length = HuffmanTable.LOOKED_UP + 1; length <= HuffmanTable.LONGEST; length++) {
            int code = (int) (buffer >>> count - length) & (1 << length) - 1;
            if (table.has(code, length)) {
                count -= length;
                return table.value(code, length);
            }
        }
        return -1;
    }

    /**
     * @param length up to 16
     */
    int bits(int length) {
        if (count < length) {
            fill();
        }
        count -= length;
        return (int) (buffer >>> count) & (1 << length) - 1;
    }

    void skip(int length) {
        while (length > 16) {
            bits(16);
            length -= 16;
        }
        bits(length);
    }

    /** Whether more bits were read than there are. */
    boolean exhausted() {
        return count < made;
    }

    /** Goes on behind the next marker, if that is this one. What lies before it is left out. */
    boolean passMarker(int marker) {
        int at = nextMarker();
        if (at + 1 >= bytes.length || (bytes[at + 1] & 0xFF) != marker) {
            return false;
        }
        position = at + 2;
        buffer = 0;
        count = 0;
        made = 0;
        ended = false;
        return true;
    }

    /** Where the next marker starts, or the number of bytes if there is none. */
    int nextMarker() {
        int at = position;
        while (at < bytes.length) {
            boolean fillOrStuffing = at + 1 < bytes.length && (bytes[at + 1] == 0 || bytes[at + 1] == (byte) MARKER);
            if ((bytes[at] & 0xFF) == MARKER && !fillOrStuffing) {
                return at;
            }
            at++;
        }
        return bytes.length;
    }
}
