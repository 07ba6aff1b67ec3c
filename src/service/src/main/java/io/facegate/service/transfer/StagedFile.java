package io.facegate.service.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An exported gallery until all of it has come. It has biometric data, so it has no name in the file system: nobody else can
 * open it, and it is gone with this process at the latest. Its methods block.
 */
final class StagedFile implements AutoCloseable {
    private final FileChannel channel;
    private long read;

    private StagedFile(FileChannel channel) {
        this.channel = channel;
    }

    static StagedFile in(Path folder) throws IOException {
        Path path = Files.createTempFile(
                folder,
                "facegate-import-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new StagedFile(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } finally {
            Files.delete(path);
        }
    }

    /** Does nothing once it is closed. */
    synchronized void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (channel.isOpen() && buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Reads on from where it was read to.
     *
     * @return how many bytes there were; -1 at its end
     */
    synchronized int read(byte[] into) throws IOException {
        int length = channel.read(ByteBuffer.wrap(into), read);
        read += Math.max(0, length);
        return length;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
