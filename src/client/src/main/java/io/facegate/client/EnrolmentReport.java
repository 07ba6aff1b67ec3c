package io.facegate.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A file with a line for each picture that is decided, written as soon as it is. So it is what a later run goes on from,
 * even after this one was killed: a line that was half written is dropped, and its picture is sent again, which the
 * service takes for what it has already.
 */
final class EnrolmentReport implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel file;
    private final Set<String> decided = new HashSet<>();
    private final EnrolmentTally tally = new EnrolmentTally();

    private EnrolmentReport(FileChannel file) {
        this.file = file;
    }

    /**
     * @throws ClientException if the file is a report of something else, or is being written by another run
     */
    static EnrolmentReport open(Path path, ReportHead head) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        EnrolmentReport report = new EnrolmentReport(file);
        try {
            lock(file, path);
            file.truncate(endOfLastLine(file));
            report.goOn(path, head);
            return report;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        boolean locked;
        try {
            locked = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new ClientException(
                    "The report %s is being written by another run.%nMaybe wait for it.".formatted(path));
        }
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            file.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** The reader is not closed: that would close the file. */
    private void goOn(Path path, ReportHead head) throws IOException {
        BufferedReader lines = new BufferedReader(Channels.newReader(file.position(0), StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null) {
            append(head);
            return;
        }
        if (!first.equals(text(head))) {
            throw new ClientException(
                    "The report %s is of another gallery, other pictures or other options.%nMaybe name another file by --report; pictures that are enrolled are not enrolled again."
                            .formatted(path));
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            remember(line);
        }
        file.position(file.size());
    }

    private void remember(String line) {
        PictureOutcome outcome;
        try {
            outcome = JSON.readValue(line, PictureOutcome.class);
        } catch (JsonProcessingException e) {
            return; // a damaged line decides nothing: the picture is sent again
        }
        decided.add(key(outcome.picture(), outcome.identity(), outcome.bytes(), outcome.modified()));
        tally.add(outcome);
    }

    /** Whether an earlier run decided about the file as it is now. */
    synchronized boolean decided(Picture picture, PictureVersion version) {
        return decided.contains(key(picture.name(), picture.externalId(), version.bytes(), version.modified()));
    }

    synchronized void add(PictureOutcome outcome) {
        append(outcome);
        tally.add(outcome);
    }

    /** Of this run and those before it. */
    synchronized EnrolmentTally tally() {
        return tally;
    }

    private void append(Object line) {
        ByteBuffer bytes = ByteBuffer.wrap((text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A line of the report is always JSON", e);
        }
    }

    private static String key(String picture, String identity, long bytes, long modified) {
        return "%s\0%s\0%d\0%d".formatted(picture, identity, bytes, modified);
    }

    @Override
    public synchronized void close() throws IOException {
        file.force(true);
        file.close();
    }
}
