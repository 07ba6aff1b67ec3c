package io.facegate.training.tfrecord;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records at known places of a file; several threads may read at once. */
public final class RecordFile implements Closeable {
    private final Path file;
    private final FileChannel channel;

    public RecordFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * @param offset where the record begins
     * @throws IOException if there is no intact record
     */
    public byte[] read(long offset) throws IOException {
        byte[] header = bytes(offset, RecordWriter.HEADER);
        ByteBuffer head = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        long length = head.getLong();
        if (head.getInt() != MaskedCrc.of(header, 0, Long.BYTES) || length < 0 || length > Integer.MAX_VALUE - 16) {
            throw damaged(offset);
        }
        byte[] body = bytes(offset + RecordWriter.HEADER, (int) length + RecordWriter.FOOTER);
        int checksum = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt((int) length);
        if (checksum != MaskedCrc.of(body, 0, (int) length)) {
            throw damaged(offset);
        }
        return Arrays.copyOf(body, (int) length);
    }

    /** Every record, from the first to the last. */
    public List<byte[]> readAll() throws IOException {
        List<byte[]> records = new ArrayList<>();
        long offset = 0;
        while (offset < channel.size()) {
            byte[] record = read(offset);
            records.add(record);
            offset += RecordWriter.HEADER + record.length + RecordWriter.FOOTER;
        }
        return records;
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("%s ends within the record at byte %d.%nMaybe prepare the data set again."
                        .formatted(file, offset));
            }
        }
        return buffer.array();
    }

    private IOException damaged(long offset) {
        return new IOException(
                "%s is damaged: the record at byte %d does not fit its checksum.%nMaybe prepare the data set again."
                        .formatted(file, offset));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
