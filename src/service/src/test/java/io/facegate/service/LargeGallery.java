package io.facegate.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A gallery that is filled by SQL, of a toy model, since most of what happens to a large gallery doesn't depend on faces. */
record LargeGallery(Connection owner, String name) {
    static final String MODEL = "toy-3";
    static final String OTHER_MODEL = "toy-2";

    /** One template for each person, or two of two models, of which the gallery has left the second. */
    static LargeGallery of(Connection owner, int people) throws SQLException {
        LargeGallery gallery = empty(owner);
        gallery.execute("""
                INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, 'p' || n
                FROM galleries, generate_series(1, %d) n WHERE name = '%s'""".formatted(people, gallery.name));
        gallery.addTemplates(MODEL, "[0.6,0.8,0]");
        return gallery;
    }

    static LargeGallery empty(Connection owner) throws SQLException {
        LargeGallery gallery = new LargeGallery(owner, "large-" + UUID.randomUUID());
        gallery.execute("INSERT INTO models (model_id, dimension) VALUES ('%s', 3), ('%s', 2) ON CONFLICT DO NOTHING"
                .formatted(MODEL, OTHER_MODEL));
        gallery.execute("INSERT INTO galleries (name, model_id) VALUES ('%s', '%s')".formatted(gallery.name, MODEL));
        return gallery;
    }

    /** Adds made-up people to a gallery of any model: each has some of a thousand faces. */
    static void fill(Connection owner, String gallery, int people, int templatesEach) throws SQLException {
        LargeGallery filled = new LargeGallery(owner, gallery);
        filled.execute("""
                INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, 'made-up-' || n
                FROM galleries, generate_series(1, %d) n WHERE name = '%s'""".formatted(people, gallery));
        filled.execute("DROP TABLE IF EXISTS faces");
        filled.execute("""
                CREATE TEMP TABLE faces AS SELECT n, (
                    SELECT l2_normalize(array_agg(random() - 0.5)::float4[]::vector)
                    FROM generate_series(1, dimension) WHERE n > 0) AS face
                FROM generate_series(1, 1000) n, gallery_models JOIN galleries USING (gallery_id, model_id)
                WHERE name = '%s'""".formatted(gallery));
        // what the triggers would do for each row, for all of them at once
        filled.execute("""
                DO $$ BEGIN
                ALTER TABLE templates DISABLE TRIGGER USER;
                INSERT INTO templates (gallery_id, identity_id, active, model_id, dimension, embedding, source, content_hash)
                SELECT gallery_id, identity_id, true, model_id, vector_dims(face), face, 'embedding', sha256((identity_id || '-' || k)::bytea)
                FROM galleries JOIN identities USING (gallery_id), generate_series(1, %2$d) k, faces
                WHERE name = '%1$s' AND external_id LIKE 'made-up-%%' AND n = 1 + (identity_id * 7 + k) %% 1000;
                INSERT INTO template_signs (space_id, template_id, signs)
                SELECT space_id, template_id, binary_quantize(embedding)::bit varying
                FROM galleries JOIN gallery_models USING (gallery_id, model_id) JOIN templates USING (gallery_id, model_id)
                WHERE name = '%1$s' ON CONFLICT DO NOTHING;
                ALTER TABLE templates ENABLE TRIGGER USER;
                END $$""".formatted(gallery, templatesEach));
    }

    void addTheModelThatItHasLeft() throws SQLException {
        execute(
                "INSERT INTO gallery_models (gallery_id, model_id, dimension) SELECT gallery_id, '%s', 2 FROM galleries WHERE name = '%s'"
                        .formatted(OTHER_MODEL, name));
        addTemplates(OTHER_MODEL, "[0.6,0.8]");
    }

    private void addTemplates(String model, String embedding) throws SQLException {
        execute("""
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT gallery_id, identity_id, '%s', '%s', 'embedding', sha256(external_id::bytea)
                FROM identities JOIN galleries USING (gallery_id) WHERE name = '%s' ORDER BY identity_id""".formatted(model, embedding, name));
    }

    String path() {
        return "/v1/galleries/" + name;
    }

    long id() throws SQLException {
        return count("SELECT gallery_id FROM galleries WHERE name = '%s'".formatted(name));
    }

    long count(String query) throws SQLException {
        try (PreparedStatement sql = owner.prepareStatement(query);
                ResultSet rows = sql.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    String text(String query) throws SQLException {
        try (PreparedStatement sql = owner.prepareStatement(query);
                ResultSet rows = sql.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String command) throws SQLException {
        try (Statement sql = owner.createStatement()) {
            sql.execute(command);
        }
    }
}
