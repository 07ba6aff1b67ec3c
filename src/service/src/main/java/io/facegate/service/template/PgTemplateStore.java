package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates in PostgreSQL, as rows of {@code templates}. */
@Startup // its timers are there before its first use
@ApplicationScoped
public class PgTemplateStore implements TemplateStore {
    private static final String LIST = """
            SELECT template_id, model_id, source, quality, created_at FROM templates
            WHERE gallery_id = $1 AND identity_id = $2 AND template_id > $3 ORDER BY template_id LIMIT $4""";
    private static final String REMOVE =
            "DELETE FROM templates WHERE gallery_id = $1 AND identity_id = $2 AND template_id = $3";
    private static final String CHOOSE = "SELECT choose_search($1)";

    private final TemplateSearch search;
    private final ScoringCentres centres;
    private final Transactions transactions;

    public PgTemplateStore(Pool pool, Transactions transactions, ScoringCentres centres) {
        this.search = new TemplateSearch(pool, centres);
        this.centres = centres;
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Enrolment>> add(UnitOfWork work, List<NewTemplate> templates) {
        return TemplateRows.add(work, templates);
    }

    @Override
    public Uni<UniqueEnrolment> addUnlessDuplicate(UnitOfWork work, List<NewTemplate> templates, Score duplicate) {
        return UniqueEnrolments.add(work, centres, templates, duplicate);
    }

    @Override
    public Uni<Optional<TemplateId>> find(
            GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        Tuple key = TemplateRows.key(gallery, identity, model, content);
        return transactions
                .read(statements -> statements.execute(TemplateRows.FIND, key))
                .map(rows -> {
                    Row row = TemplateRows.found(rows, gallery);
                    return row.getLong("template_id") == null
                            ? Optional.empty()
                            : Optional.of(TemplateRows.templateId(row));
                });
    }

    @Override
    public Uni<Page<TemplateSummary>> list(Gallery gallery, IdentityId identity, Cursor from, int limit) {
        Tuple query = Tuple.of(gallery.id(), identity.value(), from.after(), Page.checkLimit(limit) + 1);
        return transactions.read(statements -> statements.execute(LIST, query)).map(rows -> {
            List<TemplateSummary> templates = new ArrayList<>(rows.size());
            rows.forEach(row -> templates.add(summary(row)));
            return Page.of(templates, limit, template -> template.id().value());
        });
    }

    @Override
    public Uni<List<OwnedTemplate>> owned(Gallery gallery, @Nullable IdentityId identity, long from, int limit) {
        return transactions.read(statements -> OwnedTemplates.list(statements, gallery, identity, from, limit));
    }

    @Override
    public Uni<Long> count(Gallery gallery, @Nullable IdentityId identity) {
        return transactions.read(statements -> OwnedTemplates.count(statements, gallery, identity));
    }

    @Override
    public Uni<Optional<OwnedTemplate>> owner(Gallery gallery, TemplateId template) {
        return transactions.read(statements -> OwnedTemplates.find(statements, gallery, template));
    }

    private static TemplateSummary summary(Row row) {
        return new TemplateSummary(
                TemplateRows.templateId(row),
                new ModelId(row.getString("model_id")),
                TemplateSource.ofDatabaseName(row.getString("source")),
                row.getFloat("quality"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    @Override
    public Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Score atLeast) {
        return search.nearest(gallery, probe, limit, atLeast, null);
    }

    @Override
    public Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Score atLeast, SearchMethod method) {
        return search.nearest(gallery, probe, limit, atLeast, method);
    }

    @Override
    public Uni<Optional<Comparison>> compare(GalleryName gallery, ExternalId externalId, Embedding probe) {
        return search.compare(gallery, externalId, probe);
    }

    @Override
    public Uni<Long> comparisons(GalleryName gallery) {
        return search.comparisons(gallery);
    }

    @Override
    public Uni<Boolean> remove(UnitOfWork work, Gallery gallery, IdentityId identity, TemplateId template) {
        return work.execute(REMOVE, Tuple.of(gallery.id(), identity.value(), template.value()))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<List<OwnedTemplate>> removeContent(
            UnitOfWork work, Gallery gallery, IdentityId identity, @Nullable TemplateId template) {
        return OwnedTemplates.remove(work, gallery, identity, template);
    }

    @Override
    public Uni<List<TemplateId>> handOver(UnitOfWork work, Gallery gallery, IdentityId from, IdentityId to) {
        return OwnedTemplates.handOver(work, gallery, from, to);
    }

    @Override
    public Uni<ExportPage> export(long gallery, ModelId model, ExportPage.Position after) {
        return transactions.readInBackground(statements -> TemplateTransfer.page(statements, gallery, model, after));
    }

    @Override
    public Uni<ImportedTemplates> importAll(
            UnitOfWork work, long gallery, ModelId model, List<ImportedTemplate> templates) {
        return TemplateTransfer.add(work, gallery, model, templates);
    }

    @Override
    public Uni<SearchMethod> chooseSearchMethod(UnitOfWork work, GalleryName gallery) {
        return work.execute(CHOOSE, Tuple.of(gallery.value())).map(rows -> {
            String method = TemplateRows.only(rows).getString(0);
            if (method == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return SearchMethod.ofDatabaseName(method);
        });
    }
}
