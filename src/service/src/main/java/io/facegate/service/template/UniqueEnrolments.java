package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Looks for a face among everybody else of a gallery, and adds it if it is nobody's: one face after the other. */
final class UniqueEnrolments {
    /** The class of the advisory locks under which faces are looked for and added. */
    private static final int ENROLLING_LOCK = 0x66670003;

    private static final String ENROLLING = """
            SELECT pg_advisory_xact_lock($1, (gallery_id % 2147483647)::integer) FROM galleries WHERE name = $2""";
    /** Inactive people are few, and in no index of searches: each of their templates is compared. */
    private static final String DUPLICATE = """
            SELECT similarity FROM (
                SELECT identity_id, similarity FROM search_identities($1, $2, $3::float4[]::vector, 2, $4)
                UNION ALL
                SELECT i.identity_id, (-(t.embedding <#> $3::float4[]::vector))::real
                FROM galleries g
                JOIN identities i ON i.gallery_id = g.gallery_id AND NOT i.active
                JOIN templates t ON t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id AND t.model_id = $2
                WHERE g.name = $1) others
            WHERE identity_id <> $5 AND similarity >= $4 ORDER BY similarity DESC LIMIT 1""";

    private UniqueEnrolments() {}

    /**
     * @param templates of one face; the first one is of the gallery's model
     * @param duplicate from this similarity on it is the same face
     */
    static Uni<UniqueEnrolment> add(UnitOfWork work, List<NewTemplate> templates, Similarity duplicate) {
        NewTemplate face = templates.get(0);
        GalleryName gallery = face.gallery();
        ModelId model = face.embedding().model();
        Tuple query = Tuple.tuple()
                .addString(gallery.value())
                .addString(model.value())
                .addValue(TemplateRows.boxed(face.embedding()))
                .addFloat(duplicate.cosine())
                .addLong(face.identity().value());
        return work.execute(ENROLLING, Tuple.of(ENROLLING_LOCK, gallery.value()))
                .chain(() -> work.execute(DUPLICATE, query))
                .onFailure()
                .transform(failure -> TemplateFailures.translate(failure, gallery, model))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom()
                                .<UniqueEnrolment>item(new UniqueEnrolment.Duplicate(
                                        new Similarity(TemplateRows.only(rows).getFloat("similarity"))))
                        : TemplateRows.add(work, templates).map(UniqueEnrolment.Enrolled::new));
    }
}
