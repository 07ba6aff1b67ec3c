package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.metrics.Buckets;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.service.tracing.Spans;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code face_database_seconds{operation}}: what the operations of the store take, with waiting for a connection where
 * they are the first of their unit of work, whether they succeed or not; and a span for each.
 */
@Decorator
@Priority(1)
class MeasuredTemplateStore implements TemplateStore {
    private static final String OPERATION = "operation";

    private final TemplateStore store;
    private final Spans spans;
    private final Timer enrol;
    private final Timer find;
    private final Timer list;
    private final Timer search;
    private final Timer compare;
    private final Timer count;
    private final Timer remove;
    private final Timer export;
    private final Timer importAll;
    private final Timer choose;

    MeasuredTemplateStore(@Any @Delegate TemplateStore store, MeterRegistry registry, Spans spans) {
        this.store = store;
        this.spans = spans;
        this.enrol = timer(registry, "enrol");
        this.find = timer(registry, "find");
        this.list = timer(registry, "list");
        this.search = timer(registry, "search");
        this.compare = timer(registry, "compare");
        this.count = timer(registry, "count");
        this.remove = timer(registry, "remove");
        this.export = timer(registry, "export");
        this.importAll = timer(registry, "import");
        this.choose = timer(registry, "choose_search");
    }

    private static Timer timer(MeterRegistry registry, String operation) {
        return Timer.builder("face.database")
                .description("What an operation of the template store takes")
                .tag(OPERATION, operation)
                .serviceLevelObjectives(Buckets.COMPUTATION)
                .register(registry);
    }

    private <T> Uni<T> timed(Timer timer, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            // the answer comes on a thread that doesn't know who asked
            Context asker = Context.current();
            long start = System.nanoTime();
            return work.onTermination().invoke(() -> {
                long taken = System.nanoTime() - start;
                timer.record(taken, TimeUnit.NANOSECONDS);
                spans.ended(asker, "database " + timer.getId().getTag(OPERATION), taken);
            });
        });
    }

    @Override
    public Uni<List<Enrolment>> add(UnitOfWork work, List<NewTemplate> templates) {
        return timed(enrol, store.add(work, templates));
    }

    @Override
    public Uni<UniqueEnrolment> addUnlessDuplicate(UnitOfWork work, List<NewTemplate> templates, Score duplicate) {
        return timed(enrol, store.addUnlessDuplicate(work, templates, duplicate));
    }

    @Override
    public Uni<Optional<TemplateId>> find(
            GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        return timed(find, store.find(gallery, identity, model, content));
    }

    @Override
    public Uni<Page<TemplateSummary>> list(Gallery gallery, IdentityId identity, Cursor from, int limit) {
        return timed(list, store.list(gallery, identity, from, limit));
    }

    @Override
    public Uni<List<OwnedTemplate>> owned(Gallery gallery, @Nullable IdentityId identity, long from, int limit) {
        return timed(list, store.owned(gallery, identity, from, limit));
    }

    @Override
    public Uni<Long> count(Gallery gallery, @Nullable IdentityId identity) {
        return timed(count, store.count(gallery, identity));
    }

    @Override
    public Uni<Optional<OwnedTemplate>> owner(Gallery gallery, TemplateId template) {
        return timed(find, store.owner(gallery, template));
    }

    @Override
    public Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Score atLeast) {
        return timed(search, store.nearest(gallery, probe, limit, atLeast));
    }

    @Override
    public Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Score atLeast, SearchMethod method) {
        return timed(search, store.nearest(gallery, probe, limit, atLeast, method));
    }

    @Override
    public Uni<Optional<Comparison>> compare(GalleryName gallery, ExternalId externalId, Embedding probe) {
        return timed(compare, store.compare(gallery, externalId, probe));
    }

    @Override
    public Uni<Long> comparisons(GalleryName gallery) {
        return timed(count, store.comparisons(gallery));
    }

    @Override
    public Uni<Boolean> remove(UnitOfWork work, Gallery gallery, IdentityId identity, TemplateId template) {
        return timed(remove, store.remove(work, gallery, identity, template));
    }

    @Override
    public Uni<List<OwnedTemplate>> removeContent(
            UnitOfWork work, Gallery gallery, IdentityId identity, @Nullable TemplateId template) {
        return timed(remove, store.removeContent(work, gallery, identity, template));
    }

    @Override
    public Uni<List<TemplateId>> handOver(UnitOfWork work, Gallery gallery, IdentityId from, IdentityId to) {
        return timed(enrol, store.handOver(work, gallery, from, to));
    }

    @Override
    public Uni<ExportPage> export(long gallery, ModelId model, ExportPage.Position after) {
        return timed(export, store.export(gallery, model, after));
    }

    @Override
    public Uni<ImportedTemplates> importAll(
            UnitOfWork work, long gallery, ModelId model, List<ImportedTemplate> templates) {
        return timed(importAll, store.importAll(work, gallery, model, templates));
    }

    @Override
    public Uni<SearchMethod> chooseSearchMethod(UnitOfWork work, GalleryName gallery) {
        return timed(choose, store.chooseSearchMethod(work, gallery));
    }
}
