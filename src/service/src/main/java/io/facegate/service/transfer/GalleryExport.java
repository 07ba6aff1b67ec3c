package io.facegate.service.transfer;

import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryFileWriter;
import io.facegate.gallery.file.GalleryLine.Person;
import io.facegate.service.config.ExportsConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.template.ExportPage;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * A gallery as lines. It is read page by page, each when the one before was sent, and no connection is held in between:
 * a slow client costs nothing. Whoever is enrolled, renamed or deleted meanwhile may be in it or not.
 */
@Singleton
final class GalleryExport {
    private static final Logger LOG = Logger.getLogger(GalleryExport.class);

    private final Transactions transactions;
    private final Events events;
    private final GalleryRepository galleries;
    private final TemplateStore store;
    private final Semaphore places;

    GalleryExport(
            Transactions transactions,
            Events events,
            GalleryRepository galleries,
            TemplateStore store,
            ExportsConfig config) {
        this.transactions = transactions;
        this.events = events;
        this.galleries = galleries;
        this.store = store;
        this.places = new Semaphore(config.concurrent());
    }

    /** Its lines, several in an item, the last one of each item without its line feed. */
    Multi<byte[]> lines(GalleryName gallery) {
        return Multi.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw new ProblemException(ProblemType.OVERLOADED, "Other galleries are being exported already.");
            }
            return transactions
                    .runInBackground(work -> TransferredGallery.find(work, gallery)
                            .call(() -> events.publish(work, new TransferEvent.ExportBegun(gallery))))
                    .onItem()
                    .transformToMulti(this::lines)
                    .onTermination()
                    .invoke(places::release);
        });
    }

    private Multi<byte[]> lines(TransferredGallery gallery) {
        GalleryFileWriter writer = new GalleryFileWriter();
        Multi<byte[]> pages = Multi.createBy()
                .repeating()
                .uni(Progress::new, progress -> store.export(gallery.id(), gallery.model(), progress.end)
                        .invoke(page -> progress.end = page.end())
                        .map(ExportPage::people))
                .until(List<Person>::isEmpty)
                .map(people -> joined(people.stream().map(writer::person).toList()));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> writer.header(gallery.header())),
                        pages,
                        Multi.createFrom().uni(requireSame(gallery).map(same -> writer.end())))
                .onFailure()
                .invoke(GalleryExport::tell);
    }

    /** Whoever reads it sees that it has no end; that is all that can be answered by then. */
    private static void tell(Throwable failure) {
        LOG.warnf("An export was given up before its end: %s", failure.getMessage());
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            if (bytes.size() > 0) {
                bytes.write('\n');
            }
            bytes.writeBytes(line);
        }
        return bytes.toByteArray();
    }

    /** The templates of another model, or of another gallery that has the name now, would be missing: the file gets no end. */
    private Uni<Void> requireSame(TransferredGallery exported) {
        return galleries
                .get(exported.name())
                .invoke(gallery -> {
                    if (gallery.id() != exported.id()) {
                        throw new GalleryException.GalleryNotFound(exported.name());
                    }
                    if (!gallery.model().equals(exported.model())) {
                        throw new GalleryException.WrongModel(exported.name(), exported.model());
                    }
                })
                .replaceWithVoid();
    }

    private static final class Progress {
        private ExportPage.Position end = ExportPage.Position.START;
    }
}
