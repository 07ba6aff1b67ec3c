package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryFileReader;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.gallery.file.LineSplitter;
import io.facegate.service.config.ImportsConfig;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.metrics.SlowClients;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Takes the body of an import, looks at each line, and keeps it, while no lock and no connection is held: a slow sender
 * costs a place and some room on a disk. A file and not the database, since a full disk there would stop everybody.
 */
@Singleton
final class ImportReceiver {
    private static final Logger LOG = Logger.getLogger(ImportReceiver.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final ImportsConfig config;
    private final SlowClients slowClients;

    ImportReceiver(ImportsConfig config, SlowClients slowClients) {
        this.config = config;
        this.slowClients = slowClients;
    }

    /**
     * @param expected what the file must be of
     * @param body what fails to come fails the import
     * @return the whole file, every line of which was looked at; whoever gets it closes it
     */
    Uni<StagedFile> receive(Header expected, Multi<Buffer> body) {
        return onWorker(this::stagedFile).chain(file -> {
            Receiving receiving = new Receiving(expected, file);
            UploadPace pace = new UploadPace(config, Clock.systemUTC());
            Uni<Void> received = body.onItem()
                    .transformToUniAndConcatenate(piece -> {
                        pace.came(piece.length());
                        return onWorker(() -> receiving.take(piece.getBytes())).invoke(pace::taken);
                    })
                    .onItem()
                    .ignoreAsUni()
                    .invoke(receiving::end);
            Uni<Void> watched = Multi.createFrom()
                    .ticks()
                    .every(LOOK_EVERY)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .invoke(pace::check)
                    .onItem()
                    .ignoreAsUni()
                    .onFailure()
                    .invoke(() -> slowClients.cut(SlowClients.Phase.BODY));
            return Uni.combine()
                    .any()
                    .of(received, watched)
                    .replaceWith(file)
                    .onFailure()
                    .call(() -> close(file))
                    .onCancellation()
                    .call(() -> close(file));
        });
    }

    static Uni<Void> close(StagedFile file) {
        return onWorker(() -> {
                    file.close();
                    return file;
                })
                .replaceWithVoid();
    }

    /** What blocks. */
    interface OfFile<T> {
        T work() throws IOException;
    }

    static <T> Uni<T> onWorker(OfFile<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.work();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private StagedFile stagedFile() {
        try {
            return StagedFile.in(config.directory());
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private ProblemException noRoom(IOException e) {
        LOG.errorf(
                "An import can't be kept in %s: %s.%nMaybe give that folder room, or name another by facegate.imports.directory.",
                config.directory(), e.getMessage());
        return new ProblemException(ProblemType.OVERLOADED, "There is no room for an import at the moment.");
    }

    /** One body. */
    private final class Receiving {
        private final Header expected;
        private final StagedFile file;
        private final LineSplitter splitter = new LineSplitter();
        private final GalleryFileReader reader = new GalleryFileReader();
        private long bytes;

        Receiving(Header expected, StagedFile file) {
            this.expected = expected;
            this.file = file;
        }

        StagedFile take(byte[] piece) {
            bytes += piece.length;
            long most = config.maximumBytes().asLongValue();
            if (bytes > most) {
                throw new ProblemException(
                        ProblemType.BODY_TOO_LARGE, "An import may have at most %d bytes.".formatted(most));
            }
            for (byte[] line : splitter.split(piece, piece.length)) {
                if (reader.read(line) instanceof Header header) {
                    check(header);
                }
            }
            try {
                file.write(piece);
            } catch (IOException e) {
                throw noRoom(e);
            }
            return file;
        }

        private void check(Header header) {
            if (!header.model().equals(expected.model()) || header.dimension() != expected.dimension()) {
                throw new GalleryException.WrongModel(expected.gallery(), header.model());
            }
        }

        void end() {
            reader.requireEnd(splitter.withinLine());
        }
    }
}
