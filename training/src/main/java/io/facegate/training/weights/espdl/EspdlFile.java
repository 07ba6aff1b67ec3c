package io.facegate.training.weights.espdl;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of one ESP-DL model: four letters, whether it is encrypted, how long it is, and a FlatBuffers table. */
public final class EspdlFile {
    private static final String MAGIC = "EDL2";
    private static final int ENCRYPTION = 4;
    private static final int LENGTH = 8;
    private static final int HEADER = 16;
    private static final int GRAPH = 7;

    private EspdlFile() {}

    /**
     * The model as an ONNX model of floats: what its whole numbers stand for.
     *
     * @throws IOException if the file can't be read
     * @throws ModelException if it is no such file, is damaged or encrypted, or has something that is not understood
     */
    public static ModelProto read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new GraphConversion(FlatTable.root(content(file, bytes)).table(GRAPH)).model();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ModelException(
                    "%s is damaged: %s%nMaybe get it again.".formatted(file, String.valueOf(e.getMessage())), e);
        }
    }

    private static ByteBuffer content(Path file, ByteBuffer bytes) {
        if (bytes.capacity() < HEADER
                || !MAGIC.equals(new String(bytes.array(), 0, MAGIC.length(), StandardCharsets.US_ASCII))) {
            throw new ModelException(
                    "%s is no model of ESP-DL: it doesn't begin with %s.%nMaybe it is another format, or several models in one."
                            .formatted(file, MAGIC));
        }
        if (bytes.getInt(ENCRYPTION) != 0) {
            throw new ModelException(
                    "%s is encrypted.%nMaybe its publisher has it without encryption, too.".formatted(file));
        }
        return bytes.slice(HEADER, bytes.getInt(LENGTH));
    }
}
