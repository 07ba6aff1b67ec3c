package io.facegate.service.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.job.ImportJobs;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Adds a file that is here to its gallery, in one unit of work, so that of a file that can't be added wholly nothing is kept.
 * The gallery's own row is locked when that ends, and not before, so that the gallery can be changed, moved and deleted
 * meanwhile.
 */
@Singleton
final class ImportWork {
    /** The class of the advisory locks that keep two imports from one gallery: they could wait for each other. */
    private static final int IMPORTING = 0x66670002;

    /** What the file is for was deleted, or left, while it was added: a foreign key, or no such model. */
    private static final Set<String> TELL_OF_A_CHANGE = Set.of("23503", "FG002");

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock($1, ($2 % 2147483647)::integer)";
    private static final String LATE_CHECK = "SET CONSTRAINTS identities_gallery_id_fkey DEFERRED";
    private static final String NAME = "SELECT name FROM galleries WHERE gallery_id = $1 AND name IS NOT NULL";
    private static final String CONFIRM = "SELECT name, model_id FROM galleries WHERE gallery_id = $1 FOR SHARE";

    private final Transactions transactions;
    private final Events events;
    private final ImportJobs jobs;
    private final TemplateStore store;
    private final ObjectMapper json;

    ImportWork(Transactions transactions, Events events, ImportJobs jobs, TemplateStore store, ObjectMapper json) {
        this.transactions = transactions;
        this.events = events;
        this.jobs = jobs;
        this.store = store;
        this.json = json;
    }

    /**
     * @param job is finished with it, and while it goes on seen to live
     */
    Uni<ImportResponse> add(TransferredGallery gallery, StagedFile file, long job) {
        return transactions
                .runInBackground(work -> add(work, gallery, file, job))
                .onFailure(failure -> TELL_OF_A_CHANGE.contains(String.valueOf(SqlState.of(failure))))
                .recoverWithUni(() -> changed(gallery));
    }

    private Uni<ImportResponse> add(UnitOfWork work, TransferredGallery gallery, StagedFile file, long job) {
        return work.execute(LOCK, Tuple.of(IMPORTING, gallery.id()))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean(0)) {
                        throw busy();
                    }
                })
                .chain(() -> jobs.hold(work, job))
                .chain(() -> work.execute(LATE_CHECK, Tuple.tuple()))
                .chain(() -> new ImportTransaction(work, store, gallery, file).addAll())
                .call(() -> confirm(work, gallery))
                .call(brought -> jobs.finish(work, job, brought.identities(), brought.templates(), write(brought)))
                .call(brought -> events.publish(
                        work, new TransferEvent.Imported(gallery.name(), brought.identities(), brought.templates())));
    }

    /** That it is still the gallery, and of the model, that the file was made for. */
    private static Uni<Void> confirm(UnitOfWork work, TransferredGallery gallery) {
        return work.execute(CONFIRM, Tuple.of(gallery.id())).map(rows -> {
            Row row = rows.size() == 0 ? null : rows.iterator().next();
            if (row == null || row.getString("name") == null) {
                throw new GalleryException.GalleryNotFound(gallery.name());
            }
            if (!row.getString("model_id").equals(gallery.model().value())) {
                throw wrongModel(gallery);
            }
            return null;
        });
    }

    private <T> Uni<T> changed(TransferredGallery gallery) {
        return transactions
                .read(statements -> statements.execute(NAME, Tuple.of(gallery.id())))
                .map(rows -> {
                    throw rows.size() == 0 ? new GalleryException.GalleryNotFound(gallery.name()) : wrongModel(gallery);
                });
    }

    private static GalleryException wrongModel(TransferredGallery gallery) {
        return new GalleryException.WrongModel(gallery.name(), gallery.model());
    }

    static ProblemException busy() {
        return new ProblemException(ProblemType.OVERLOADED, "This gallery is being changed by another import.");
    }

    private String write(ImportResponse response) {
        try {
            return json.writeValueAsString(response);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is always JSON", e);
        }
    }
}
