package io.facegate.service.transfer;

import io.facegate.gallery.GalleryName;
import io.facegate.service.config.ImportsConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryProblems;
import io.facegate.service.job.ImportJobs;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Imports a file once all of it is here, a few at a time. What became of it is kept, for whoever no longer waits. */
@Singleton
final class GalleryImport {
    private static final Logger LOG = Logger.getLogger(GalleryImport.class);

    private final Transactions transactions;
    private final ImportReceiver receiver;
    private final ImportJobs jobs;
    private final ImportWork work;
    private final TemplateStore store;
    private final Semaphore places;
    private final Set<Long> beingImported = ConcurrentHashMap.newKeySet();

    GalleryImport(
            Transactions transactions,
            ImportReceiver receiver,
            ImportJobs jobs,
            ImportWork work,
            TemplateStore store,
            ImportsConfig config) {
        this.transactions = transactions;
        this.receiver = receiver;
        this.jobs = jobs;
        this.work = work;
        this.store = store;
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
        return transactions
                .read(statements -> TransferredGallery.find(statements, gallery))
                .chain(target -> {
                    if (!beingImported.add(target.id())) {
                        throw ImportWork.busy();
                    }
                    if (!places.tryAcquire()) {
                        beingImported.remove(target.id());
                        throw new ProblemException(
                                ProblemType.OVERLOADED, "Other galleries are being imported already.");
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

    private void leave(TransferredGallery target) {
        beingImported.remove(target.id());
        places.release();
    }

    private Uni<ImportResponse> brought(TransferredGallery target, StagedFile file, long job) {
        Uni<ImportResponse> brought = work.add(target, file, job)
                .onTermination()
                .call(() -> ImportReceiver.close(file))
                .onFailure()
                .call(failure -> failed(job, failure))
                .onTermination()
                .invoke(() -> leave(target))
                .call(() -> transactions
                        .runInBackground(choice -> store.chooseSearchMethod(choice, target.name()))
                        .onFailure()
                        .recoverWithNull()) // in vain, or later by the upkeep
                .memoize()
                .indefinitely();
        brought.subscribe().with(done -> {}, failure -> LOG.debugf("Import %d failed", job));
        return brought;
    }

    private Uni<Void> failed(long job, Throwable failure) {
        ProblemType type = ProblemType.INTERNAL;
        String detail = "The service failed. Its log tells more.";
        if (failure instanceof ProblemException problem) {
            type = problem.type();
            detail = problem.detail();
        } else if (failure instanceof GalleryException problem) {
            type = GalleryProblems.of(problem).type();
            detail = Objects.requireNonNull(problem.getMessage());
        }
        return jobs.fail(job, type, detail)
                .onFailure()
                .invoke(late -> LOG.warnf("Why import %d failed can't be kept: %s", (Object) job, late.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
