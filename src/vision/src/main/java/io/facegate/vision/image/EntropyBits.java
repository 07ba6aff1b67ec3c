package io.facegate.vision.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of entropy-coded JPEG data up to the next marker. Beyond it there are zeros, as many as one likes;
 * {@link #exhausted} tells that some were read.
 */
final class EntropyBits {
    private static final int MARKER = 0xFF;
    private static final int END_OF_BLOCK = 0;
    private static final int UNREADABLE = -1;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = LOWEST_BITS << 7;

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
        if (position + Long.BYTES <= bytes.length) {
            long next = (long) EIGHT_BYTES.get(bytes, position);
            if (((~next - LOWEST_BITS) & next & HIGHEST_BITS) == 0) { // none of them may begin a marker
                int length = (Long.SIZE - 1 - count) / 8;
                buffer = buffer << 8 * length | next >>> Long.SIZE - 8 * length;
                count += 8 * length;
                position += length;
                return;
            }
        }
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
     * Passes over the coefficients of a block but the first, where each code is followed by the bits of a value.
     *
     * @return whether they can be read
     */
    boolean passCoefficients(HuffmanTable table) {
        int[] steps = table.steps();
        long waiting = buffer;
        int left = count;
        int at = 1;
        while (at < JpegFrame.COEFFICIENTS) {
            if (left < 32) {
                buffer = waiting;
                count = left;
                fill();
                waiting = buffer;
                left = count;
            }
            int known = steps[(int) (waiting >>> left - HuffmanTable.STEP) & HuffmanTable.STEP_MASK];
            int next = at + HuffmanTable.coefficients(known);
            if (known != 0 && next <= JpegFrame.COEFFICIENTS) {
                left -= HuffmanTable.bits(known);
                if (HuffmanTable.ends(known)) {
                    break;
                }
                at = next;
                continue;
            }
            buffer = waiting;
            count = left;
            int by = passCoefficient(table);
            waiting = buffer;
            left = count;
            if (by <= 0) {
                return by == END_OF_BLOCK;
            }
            at += by;
        }
        buffer = waiting;
        count = left;
        return at <= JpegFrame.COEFFICIENTS;
    }

    /** As {@link #passCoefficients}, without tables for several codes, which take longer to make than a few blocks to read. */
    boolean passCoefficientsOneByOne(HuffmanTable table) {
        int at = 1;
        while (at < JpegFrame.COEFFICIENTS) {
            int by = passCoefficient(table);
            if (by <= 0) {
                return by == END_OF_BLOCK;
            }
            at += by;
        }
        return at == JpegFrame.COEFFICIENTS;
    }

    /** The next one that is not zero, with the zeros before it: how many these are, or one of the constants. */
    private int passCoefficient(HuffmanTable table) {
        int value = value(table);
        if (value < 0) {
            return UNREADABLE;
        }
        int zeros = value >> 4;
        int length = value & 15;
        bits(length);
        return length == 0 && zeros < HuffmanTable.SIXTEEN_ZEROS ? END_OF_BLOCK : zeros + 1;
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
