package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.service.database.Statements;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.IdentityId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Templates of a gallery with their owners. Of the two that a picture has while the gallery moves to another model, only the one
 * that it answers by is shown; both are deleted.
 */
final class OwnedTemplates {
    private static final String OF_GALLERY = """
            FROM templates t JOIN identities i ON i.gallery_id = t.gallery_id AND i.identity_id = t.identity_id
            WHERE t.gallery_id = $1 AND t.model_id = $2 AND ($3::bigint IS NULL OR t.identity_id = $3)""";
    private static final String LIST = "SELECT t.template_id, t.identity_id, i.external_id " + OF_GALLERY
            + " ORDER BY t.template_id LIMIT $4 OFFSET $5";
    private static final String COUNT = "SELECT count(*) " + OF_GALLERY;
    private static final String FIND =
            "SELECT t.template_id, t.identity_id, i.external_id " + OF_GALLERY + " AND t.template_id = $4";
    private static final String REMOVE = """
            DELETE FROM templates t USING identities i
            WHERE i.gallery_id = t.gallery_id AND i.identity_id = t.identity_id AND t.gallery_id = $1 AND t.identity_id = $2
                AND ($3::bigint IS NULL OR t.content_hash = (
                    SELECT content_hash FROM templates WHERE gallery_id = $1 AND identity_id = $2 AND template_id = $3))
            RETURNING t.template_id, t.identity_id, i.external_id""";
    /** What both have stays the other's. */
    private static final String HAND_OVER = """
            INSERT INTO templates (gallery_id, identity_id, model_id, embedding, quality, source, content_hash)
            SELECT gallery_id, $3, model_id, embedding, quality, source, content_hash FROM templates
            WHERE gallery_id = $1 AND identity_id = $2
            ORDER BY template_id ON CONFLICT (gallery_id, identity_id, model_id, content_hash) DO NOTHING
            RETURNING template_id""";

    private OwnedTemplates() {}

    static Uni<List<OwnedTemplate>> list(
            Statements statements, Gallery gallery, @Nullable IdentityId identity, long from, int limit) {
        return statements
                .execute(LIST, of(gallery, identity).addInteger(limit).addLong(from))
                .map(OwnedTemplates::templates);
    }

    static Uni<Long> count(Statements statements, Gallery gallery, @Nullable IdentityId identity) {
        return statements.execute(COUNT, of(gallery, identity)).map(rows -> TemplateRows.only(rows)
                .getLong(0));
    }

    static Uni<Optional<OwnedTemplate>> find(Statements statements, Gallery gallery, TemplateId template) {
        return statements
                .execute(FIND, of(gallery, null).addLong(template.value()))
                .map(rows -> templates(rows).stream().findFirst());
    }

    /**
     * @param template of which all of the same content goes; null for all templates
     */
    static Uni<List<OwnedTemplate>> remove(
            UnitOfWork work, Gallery gallery, IdentityId identity, @Nullable TemplateId template) {
        return work.execute(
                        REMOVE,
                        Tuple.of(gallery.id(), identity.value(), template == null ? null : (Long) template.value()))
                .map(OwnedTemplates::templates);
    }

    static Uni<List<TemplateId>> handOver(UnitOfWork work, Gallery gallery, IdentityId from, IdentityId to) {
        return work.execute(HAND_OVER, Tuple.of(gallery.id(), from.value(), to.value()))
                .map(rows -> {
                    List<TemplateId> added = new ArrayList<>(rows.size());
                    rows.forEach(row -> added.add(TemplateRows.templateId(row)));
                    return added;
                });
    }

    private static Tuple of(Gallery gallery, @Nullable IdentityId identity) {
        return Tuple.of(gallery.id(), gallery.model().value(), identity == null ? null : (Long) identity.value());
    }

    private static List<OwnedTemplate> templates(RowSet<Row> rows) {
        List<OwnedTemplate> templates = new ArrayList<>(rows.size());
        rows.forEach(row -> templates.add(new OwnedTemplate(
                TemplateRows.templateId(row),
                new IdentityId(row.getLong("identity_id")),
                new ExternalId(row.getString("external_id")))));
        return templates;
    }
}
