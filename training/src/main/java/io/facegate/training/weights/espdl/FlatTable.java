package io.facegate.training.weights.espdl;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A table of a FlatBuffers file by the numbers of its fields, which are their places in the schema. A field that is absent
 * has its type's default: an empty text or list, 0.
 *
 * <p>Whatever doesn't lie within the file ends in an {@link IndexOutOfBoundsException}, and nothing is allocated for a list
 * that is longer than the file.
 */
final class FlatTable extends Table {
    private static final int FIRST_FIELD = 4;
    private static final int BYTES_OF_A_FIELD = 2;

    private FlatTable(ByteBuffer buffer, int position) {
        __reset(position, buffer);
    }

    /** The table that a file's first four bytes point to. */
    static FlatTable root(ByteBuffer file) {
        ByteBuffer buffer = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        return new FlatTable(buffer, buffer.getInt(0));
    }

    String text(int field) {
        int offset = offset(field);
        return offset == 0 ? "" : __string(bb_pos + offset);
    }

    /** A whole number of 32 bits. */
    int number(int field) {
        int offset = offset(field);
        return offset == 0 ? 0 : bb.getInt(bb_pos + offset);
    }

    /** A whole number of 64 bits, by itself or in a structure of its own. */
    long longNumber(int field) {
        int offset = offset(field);
        return offset == 0 ? 0 : bb.getLong(bb_pos + offset);
    }

    /** A floating-point number of 32 bits, by itself or in a structure of its own. */
    float realNumber(int field) {
        int offset = offset(field);
        return offset == 0 ? 0 : bb.getFloat(bb_pos + offset);
    }

    boolean has(int field) {
        return offset(field) != 0;
    }

    /**
     * @throws IndexOutOfBoundsException if it is absent
     */
    FlatTable table(int field) {
        int offset = offset(field);
        if (offset == 0) {
            throw new IndexOutOfBoundsException("field %d is absent".formatted(field));
        }
        return new FlatTable(bb, __indirect(bb_pos + offset));
    }

    List<FlatTable> tables(int field) {
        return list(field, Integer.BYTES, place -> new FlatTable(bb, __indirect(place)));
    }

    List<String> texts(int field) {
        return list(field, Integer.BYTES, this::__string);
    }

    List<Long> longNumbers(int field) {
        return list(field, Long.BYTES, bb::getLong);
    }

    /** The bytes of a list of elements that are this long. */
    ByteBuffer bytes(int field, int bytesOfAnElement) {
        int offset = offset(field);
        if (offset == 0) {
            return ByteBuffer.allocate(0);
        }
        int length = length(offset, bytesOfAnElement) * bytesOfAnElement;
        return bb.slice(__vector(offset), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private <T> List<T> list(int field, int bytesOfAnElement, IntFunction<T> element) {
        int offset = offset(field);
        if (offset == 0) {
            return List.of();
        }
        int length = length(offset, bytesOfAnElement);
        int first = __vector(offset);
        List<T> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(element.apply(first + i * bytesOfAnElement));
        }
        return elements;
    }

    private int length(int offset, int bytesOfAnElement) {
        int length = __vector_len(offset);
        if (length < 0 || length > bb.capacity() / bytesOfAnElement) {
            throw new IndexOutOfBoundsException("a list of %d elements is longer than the file".formatted(length));
        }
        return length;
    }

    private int offset(int field) {
        return __offset(FIRST_FIELD + field * BYTES_OF_A_FIELD);
    }
}
