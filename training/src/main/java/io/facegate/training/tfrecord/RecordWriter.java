package io.facegate.training.tfrecord;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Appends records to a stream, which it owns. */
public final class RecordWriter implements Closeable, Flushable {
    static final int HEADER = 12;
    static final int FOOTER = 4;

    private final OutputStream out;
    private long position;

    public RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** @return where the record begins, in bytes from where this writer began */
    public long append(byte[] data) throws IOException {
        long start = position;
        ByteBuffer frame = ByteBuffer.allocate(HEADER + data.length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(data.length);
        frame.putInt(MaskedCrc.of(frame.array(), 0, Long.BYTES));
        frame.put(data);
        frame.putInt(MaskedCrc.of(data, 0, data.length));
        out.write(frame.array());
        position += frame.capacity();
        return start;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
