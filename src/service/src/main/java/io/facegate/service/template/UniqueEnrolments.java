package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
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
            WITH asked AS MATERIALIZED (
                SELECT $3::float4[]::vector AS probe, centres_of($2, $6) AS centres_id,
                    coalesce(crowding(centres_of($2, $6), $3::float4[]::vector), 0) AS crowding)
            SELECT similarity, score FROM (
                SELECT identity_id, similarity, score
                FROM find_identities($1, $2, $6, $3::float4[]::vector, 2, $4)
                UNION ALL
                SELECT i.identity_id, (-(t.embedding <#> asked.probe))::real,
                    (-(t.embedding <#> asked.probe) - 0.5 * (asked.crowding + CASE
                        WHEN asked.centres_id IS NULL THEN 0
                        WHEN t.centres_id = asked.centres_id THEN t.crowding
                        ELSE crowding(asked.centres_id, t.embedding) END))::real
                FROM asked, galleries g
                JOIN identities i ON i.gallery_id = g.gallery_id AND NOT i.active
                JOIN templates t ON t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id AND t.model_id = $2
                WHERE g.name = $1) others
            WHERE identity_id <> $5 AND score >= $4 ORDER BY score DESC LIMIT 1""";

    private UniqueEnrolments() {}

    /**
     * @param templates of one face; the first one is of the gallery's model
     * @param duplicate from this score on it is the same face
     */
    static Uni<UniqueEnrolment> add(
            UnitOfWork work, ScoringCentres centres, List<NewTemplate> templates, Score duplicate) {
        NewTemplate face = templates.get(0);
        GalleryName gallery = face.gallery();
        ModelId model = face.embedding().model();
        Tuple query = Tuple.tuple()
                .addString(gallery.value())
                .addString(model.value())
                .addValue(TemplateRows.boxed(face.embedding()))
                .addFloat(duplicate.value())
                .addLong(face.identity().value());
        return work.execute(ENROLLING, Tuple.of(ENROLLING_LOCK, gallery.value()))
                .chain(() -> centres.by(
                        work, model, fingerprint -> work.execute(DUPLICATE, query.addString(fingerprint.orElse(null)))))
                .onFailure()
                .transform(failure -> TemplateFailures.translate(failure, gallery, model))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom()
                                .<UniqueEnrolment>item(
                                        new UniqueEnrolment.Duplicate(TemplateRows.comparison(TemplateRows.only(rows))))
                        : TemplateRows.add(work, templates).map(UniqueEnrolment.Enrolled::new));
    }
}
