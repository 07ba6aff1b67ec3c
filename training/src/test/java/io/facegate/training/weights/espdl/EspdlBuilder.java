package io.facegate.training.weights.espdl;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small files of ESP-DL: an input x of 8x8 pixels, an output y. */
final class EspdlBuilder {
    static final int INT8 = 3;
    static final int INT32 = 6;

    private static final int ATTRIBUTES = 16;

    private final FlatBufferBuilder builder = new FlatBufferBuilder();
    private final List<Integer> tensors = new ArrayList<>();
    private final List<Integer> attributes = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();

    static EspdlBuilder model() {
        return new EspdlBuilder();
    }

    EspdlBuilder weights(String name, int type, int exponent, String layout, int[] values, long... dimensions) {
        int bytesOfAValue = type == INT8 ? 1 : 4;
        int blocks = (values.length * bytesOfAValue + 15) / 16;
        ByteBuffer data = ByteBuffer.allocate(blocks * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            if (type == INT8) {
                data.put((byte) value);
            } else {
                data.putInt(value);
            }
        }
        builder.startVector(16, blocks, 16);
        for (int i = data.capacity() - 1; i >= 0; i--) {
            builder.addByte(data.get(i));
        }
        int raw = builder.endVector();
        int sizes = numbers(dimensions);
        int exponents = numbers(exponent);
        int text = builder.createString(name);
        int doc = builder.createString(layout);
        builder.startTable(14);
        builder.addOffset(0, sizes, 0);
        builder.addInt(1, type, 0);
        builder.addOffset(6, text, 0);
        builder.addOffset(7, doc, 0);
        builder.addOffset(8, raw, 0);
        builder.addOffset(13, exponents, 0);
        tensors.add(builder.endTable());
        return this;
    }

    /** Of the next node. */
    EspdlBuilder numbers(String attribute, long... values) {
        int list = numbers(values);
        return attribute(attribute, 7, () -> builder.addOffset(11, list, 0));
    }

    EspdlBuilder number(String attribute, long value) {
        return attribute(attribute, 2, () -> {
            builder.prep(8, 8);
            builder.putLong(value);
            builder.addStruct(5, builder.offset(), 0);
        });
    }

    EspdlBuilder text(String attribute, String value) {
        int bytes = builder.createByteVector(value.getBytes(StandardCharsets.UTF_8));
        return attribute(attribute, 3, () -> builder.addOffset(6, bytes, 0));
    }

    private EspdlBuilder attribute(String name, int type, Runnable value) {
        int text = builder.createString(name);
        builder.startTable(ATTRIBUTES);
        builder.addOffset(0, text, 0);
        builder.addInt(3, type, 0);
        value.run();
        attributes.add(builder.endTable());
        return this;
    }

    EspdlBuilder node(String operator, List<String> inputs, String output) {
        int ins = texts(inputs);
        int outs = texts(List.of(output));
        int name = builder.createString(output);
        int type = builder.createString(operator);
        int settings = vector(attributes);
        attributes.clear();
        builder.startTable(7);
        builder.addOffset(0, ins, 0);
        builder.addOffset(1, outs, 0);
        builder.addOffset(2, name, 0);
        builder.addOffset(3, type, 0);
        builder.addOffset(5, settings, 0);
        nodes.add(builder.endTable());
        return this;
    }

    byte[] bytes() {
        int input = value("x", 1, 8, 8, 3);
        int output = value("y", 1, 4);
        int inputs = vector(List.of(input));
        int outputs = vector(List.of(output));
        int operators = vector(nodes);
        int initializers = vector(tensors);
        builder.startTable(10);
        builder.addOffset(0, operators, 0);
        builder.addOffset(2, initializers, 0);
        builder.addOffset(4, inputs, 0);
        builder.addOffset(5, outputs, 0);
        int graph = builder.endTable();
        builder.startTable(10);
        builder.addOffset(7, graph, 0);
        builder.finish(builder.endTable());
        byte[] table = builder.sizedByteArray();
        return ByteBuffer.allocate(16 + table.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("EDL2".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(table.length)
                .putInt(0)
                .put(table)
                .array();
    }

    private int value(String name, long... shape) {
        List<Integer> sizes = new ArrayList<>();
        for (long size : shape) {
            builder.startTable(3);
            builder.addLong(1, size, 0);
            int value = builder.endTable();
            sizes.add(tableWith(0, value));
        }
        int tensorShape = tableWith(0, vector(sizes));
        int tensorType = tableWith(1, tensorShape);
        builder.startTable(3);
        builder.addByte(0, (byte) 1, 0);
        builder.addOffset(1, tensorType, 0);
        int type = builder.endTable();
        int text = builder.createString(name);
        builder.startTable(4);
        builder.addOffset(0, text, 0);
        builder.addOffset(1, type, 0);
        return builder.endTable();
    }

    private int tableWith(int field, int offset) {
        builder.startTable(4);
        builder.addOffset(field, offset, 0);
        return builder.endTable();
    }

    private int numbers(long... values) {
        builder.startVector(8, values.length, 8);
        for (int i = values.length - 1; i >= 0; i--) {
            builder.addLong(values[i]);
        }
        return builder.endVector();
    }

    private int texts(List<String> values) {
        return vector(values.stream().map(builder::createString).toList());
    }

    private int vector(List<Integer> offsets) {
        return builder.createVectorOfTables(
                offsets.stream().mapToInt(Integer::intValue).toArray());
    }
}
