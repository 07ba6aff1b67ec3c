package io.facegate.service.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.service.config.ImportsConfig;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.job.ImportJobs;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Imports a file once all of it is here: in one unit of work, so that of a file that can't be added wholly nothing is kept.
 * The gallery's own row is locked when that ends, and not before, so that the gallery can be changed, moved and deleted
 * meanwhile.
 */
@Singleton
final class GalleryImport {
    private static final Logger LOG = Logger.getLogger(GalleryImport.class);
    /** The class of the advisory locks that keep two imports from one gallery: they could wait for each other. */
    private static final int IMPORTING = 0x66670002;

    private static final String NO_SUCH_MODEL = "FG002";
    private static final String FOREIGN_KEY = "23503";

    private static final String TARGET = """
            SELECT g.gallery_id, g.model_id, m.dimension
            FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
            WHERE g.name = $1""";
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock($1, ($2 % 2147483647)::integer)";
    private static final String LATE_CHECK = "SET CONSTRAINTS identities_gallery_id_fkey DEFERRED";
    private static final String NAME = "SELECT name FROM galleries WHERE gallery_id = $1 AND name IS NOT NULL";
    private static final String CONFIRM = "SELECT name, model_id FROM galleries WHERE gallery_id = $1 FOR SHARE";

    private final Transactions transactions;
    private final ImportReceiver receiver;
    private final ImportJobs jobs;
    private final TemplateStore store;
    private final ObjectMapper json;
    private final Semaphore places;
    private final Set<Long> beingImported = ConcurrentHashMap.newKeySet();

    GalleryImport(
            Transactions transactions,
            ImportReceiver receiver,
            ImportJobs jobs,
            TemplateStore store,
            ObjectMapper json,
            ImportsConfig config) {
        this.transactions = transactions;
        this.receiver = receiver;
        this.jobs = jobs;
        this.store = store;
        this.json = json;
        this.places = new Semaphore(config.concurrent());
    }

    /**
     * @param brought goes on whether or not anybody waits for it
     */
    record Begun(long job, Uni<ImportResponse> brought) {}

    /**
     * Takes the whole file, and begins to add it.
     *
     * @param body the file; what fails to come fails the import
     */
    Uni<Begun> begin(GalleryName gallery, Multi<Buffer> body) {
        return target(gallery).chain(target -> {
            if (!beingImported.add(target.id())) {
                throw busyGallery();
            }
            if (!places.tryAcquire()) {
                beingImported.remove(target.id());
                throw new ProblemException(ProblemType.OVERLOADED, "Other galleries are being imported already.");
            }
            return receiver.receive(target.header(), body)
                    .chain(file -> jobs.begin(target.id(), gallery.value())
                            .map(job -> new Begun(job, brought(target, file, job)))
                            .onFailure()
                            .call(() -> ImportReceiver.close(file)))
                    .onFailure()
                    .invoke(() -> leave(target))
                    .onCancellation()
                    .invoke(() -> leave(target));
        });
    }

    private void leave(ImportTarget target) {
        beingImported.remove(target.id());
        places.release();
    }

    private Uni<ImportResponse> brought(ImportTarget target, StagedFile file, long job) {
        Uni<ImportResponse> brought = transactions
                .runInBackground(work -> add(work, target, file, job))
                .onFailure(GalleryImport::tellsOfAChange)
                .recoverWithUni(() -> changed(target))
                .onTermination()
                .call(() -> ImportReceiver.close(file))
                .onFailure()
                .call(failure -> failed(job, failure))
                .onTermination()
                .invoke(() -> leave(target))
                .call(() -> transactions
                        .runInBackground(work ->
                                store.chooseSearchMethod(work, target.header().gallery()))
                        .onFailure()
                        .recoverWithNull()) // in vain, or later by the upkeep
                .memoize()
                .indefinitely();
        brought.subscribe().with(done -> {}, failure -> LOG.debugf("Import %d failed", job));
        return brought;
    }

    private Uni<ImportResponse> add(UnitOfWork work, ImportTarget target, StagedFile file, long job) {
        return work.execute(LOCK, Tuple.of(IMPORTING, target.id()))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean(0)) {
                        throw busyGallery();
                    }
                })
                .chain(() -> jobs.hold(work, job))
                .chain(() -> work.execute(LATE_CHECK, Tuple.tuple()))
                .chain(() -> new ImportTransaction(work, target, file).addAll())
                .call(() -> confirm(work, target))
                .call(brought -> jobs.finish(work, job, brought.identities(), brought.templates(), write(brought)));
    }

    /** That it is still the gallery, and of the model, that the file was made for. */
    private static Uni<Void> confirm(UnitOfWork work, ImportTarget target) {
        return work.execute(CONFIRM, Tuple.of(target.id())).map(rows -> {
            Row row = rows.size() == 0 ? null : rows.iterator().next();
            if (row == null || row.getString("name") == null) {
                throw new GalleryException.GalleryNotFound(target.header().gallery());
            }
            if (!row.getString("model_id").equals(target.header().model().value())) {
                throw wrongModel(target);
            }
            return null;
        });
    }

    private Uni<Void> failed(long job, Throwable failure) {
        ProblemType type = ProblemType.INTERNAL;
        String detail = "The service failed. Its log tells more.";
        if (failure instanceof ProblemException problem) {
            type = problem.type();
            detail = problem.detail();
        } else if (failure instanceof GalleryException problem) {
            type = problem.type();
            detail = Objects.requireNonNull(problem.getMessage());
        }
        return jobs.fail(job, type, detail)
                .onFailure()
                .invoke(late -> LOG.warnf("Why import %d failed can't be kept: %s", (Object) job, late.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<ImportTarget> target(GalleryName gallery) {
        return transactions
                .read(statements -> statements.execute(TARGET, Tuple.of(gallery.value())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.GalleryNotFound(gallery);
                    }
                    Row row = rows.iterator().next();
                    return new ImportTarget(
                            row.getLong("gallery_id"),
                            new Header(gallery, new ModelId(row.getString("model_id")), row.getInteger("dimension")));
                });
    }

    /** What the file is for was deleted, or left, while it was added. */
    private static boolean tellsOfAChange(Throwable failure) {
        String state = SqlState.of(failure);
        return FOREIGN_KEY.equals(state) || NO_SUCH_MODEL.equals(state);
    }

    private <T> Uni<T> changed(ImportTarget target) {
        return transactions
                .read(statements -> statements.execute(NAME, Tuple.of(target.id())))
                .map(rows -> {
                    throw rows.size() == 0
                            ? new GalleryException.GalleryNotFound(
                                    target.header().gallery())
                            : wrongModel(target);
                });
    }

    private static GalleryException wrongModel(ImportTarget target) {
        return new GalleryException.WrongModel(
                target.header().gallery(), target.header().model());
    }

    private static ProblemException busyGallery() {
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
