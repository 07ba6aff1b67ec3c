package io.facegate.training.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code .npy} files with pickles, opcode by opcode as Python's pickle does by protocol 2. */
final class NumpyFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String module = "numpy.core.multiarray";

    /** The module that NumPy of some version names in its pickles. */
    NumpyFile module(String name) {
        module = name;
        return this;
    }

    private NumpyFile op(String codes) {
        out.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    private NumpyFile text(String value) {
        return op("U").op(String.valueOf((char) value.length())).op(value);
    }

    private NumpyFile number(int value) {
        return op("K").op(String.valueOf((char) value));
    }

    private NumpyFile array(String type, char order, int[] shape, boolean firstAxisFastest) {
        op("c" + module + "\n_reconstruct\ncnumpy\nndarray\n");
        number(0).op("\u0085").text("b").op("\u0087R");
        op("(").number(1).op("(");
        for (int size : shape) {
            number(size);
        }
        op("t");
        op("cnumpy\ndtype\n").text(type).number(0).number(1).op("\u0087R");
        op("(").number(3).text(String.valueOf(order)).op("NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ff");
        number(0).op("tb");
        return op(firstAxisFastest ? "\u0088" : "\u0089");
    }

    /** An array of no axes that holds what is written until {@link #end}. */
    NumpyFile begin() {
        return op("\u0080\u0002").array("O8", '|', new int[0], false).op("](");
    }

    NumpyFile end() {
        return op("etb.");
    }

    NumpyFile beginDictionary() {
        return op("}(");
    }

    NumpyFile endDictionary() {
        return op("u");
    }

    NumpyFile key(String name) {
        return text(name);
    }

    /** Little endian, the last axis fastest. */
    NumpyFile floats(int[] shape, float... values) {
        return floats(ByteOrder.LITTLE_ENDIAN, shape, false, values);
    }

    NumpyFile floats(ByteOrder order, int[] shape, boolean firstAxisFastest, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return raw("f4", order == ByteOrder.BIG_ENDIAN ? '>' : '<', shape, firstAxisFastest, bytes.array());
    }

    NumpyFile raw(String type, char order, int[] shape, boolean firstAxisFastest, byte[] content) {
        return array(type, order, shape, firstAxisFastest)
                .text(new String(content, StandardCharsets.ISO_8859_1))
                .op("tb");
    }

    NumpyFile none() {
        return op("N");
    }

    /** With the header of this version of the format. */
    Path write(Path file, int version) throws IOException {
        String header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }         \n";
        ByteBuffer head = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + header.length())
                .order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        head.put((byte) version).put((byte) 0);
        if (version == 1) {
            head.putShort((short) header.length());
        } else {
            head.putInt(header.length());
        }
        head.put(header.getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.array());
        whole.writeBytes(out.toByteArray());
        return Files.write(file, whole.toByteArray());
    }
}
