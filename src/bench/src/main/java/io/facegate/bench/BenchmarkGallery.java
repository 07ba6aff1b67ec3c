package io.facegate.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** A gallery of real people and of drawn ones, one template each, that grows from size to size. */
final class BenchmarkGallery {
    static final String NAME = "benchmark";
    static final String MODEL = "benchmark";

    private static final byte[] COPY_SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection owner;
    private final List<float[]> real;
    private final Population population;
    private final Random random;

    private long size;

    /**
     * @param real enrolled before anybody drawn
     */
    BenchmarkGallery(Connection owner, List<float[]> real, Population population, Random random) throws SQLException {
        this.owner = owner;
        this.real = real;
        this.population = population;
        this.random = random;
        try (Statement sql = owner.createStatement()) {
            sql.execute("INSERT INTO models VALUES ('%s', %d)".formatted(MODEL, population.dimension()));
            sql.execute("INSERT INTO galleries (name, model_id) VALUES ('%s', '%s')".formatted(NAME, MODEL));
        }
    }

    /**
     * Enrols people until there are so many.
     *
     * @return seconds that PostgreSQL took to store them, and the draws
     */
    double growTo(long wanted) throws SQLException, IOException {
        long start = System.nanoTime();
        long first = addIdentities(size, wanted);
        try (PGCopyOutputStream copy = new PGCopyOutputStream(owner.unwrap(PGConnection.class), """
                        COPY templates (gallery_id, identity_id, active, model_id, dimension, embedding, source, content_hash)
                        FROM STDIN (FORMAT binary)""");
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(copy, 1 << 16))) {
            out.write(COPY_SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            for (long i = size; i < wanted; i++) {
                float[] picture = i < real.size() ? real.get((int) i) : population.picture(random);
                writeTemplate(out, first + i - size, picture);
            }
            out.writeShort(-1);
        }
        size = wanted;
        try (Statement sql = owner.createStatement()) {
            sql.execute("VACUUM (ANALYZE) templates, template_signs");
            // counts them, and a large gallery is searched by two processors
            sql.execute("SELECT choose_search('%s')".formatted(NAME));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    long bytesOfTemplates() throws SQLException {
        return bytes("SELECT pg_relation_size('templates')");
    }

    long bytesOfSigns() throws SQLException {
        return bytes(
                "SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'template_signs'::regclass");
    }

    private long bytes(String question) throws SQLException {
        return Long.parseLong(BenchmarkDatabase.ask(owner, question));
    }

    /** How many templates a search compares exactly, and how wide it looks in a graph. */
    static void tune(Connection owner, int candidates, int width) throws SQLException {
        BenchmarkDatabase.execute(
                owner, "UPDATE gallery_models SET candidates = %d, search_width = %d".formatted(candidates, width));
    }

    private long addIdentities(long from, long to) throws SQLException {
        try (PreparedStatement sql = owner.prepareStatement("""
                WITH added AS (
                    INSERT INTO identities (gallery_id, external_id)
                    SELECT gallery_id, 'person-' || i FROM galleries, generate_series(?, ?) i WHERE name = ?
                    RETURNING identity_id)
                SELECT min(identity_id), max(identity_id) - min(identity_id) + 1 - count(*) FROM added""")) {
            sql.setLong(1, from);
            sql.setLong(2, to - 1);
            sql.setString(3, NAME);
            try (ResultSet rows = sql.executeQuery()) {
                rows.next();
                if (rows.getLong(2) != 0) {
                    throw new IllegalStateException("Another session adds identities to the benchmark's database");
                }
                return rows.getLong(1);
            }
        }
    }

    private static void writeTemplate(DataOutputStream out, long identity, float[] embedding) throws IOException {
        out.writeShort(8);
        out.writeInt(Long.BYTES);
        out.writeLong(1);
        out.writeInt(Long.BYTES);
        out.writeLong(identity);
        out.writeInt(1);
        out.writeByte(1);
        writeText(out, MODEL);
        out.writeInt(Integer.BYTES);
        out.writeInt(embedding.length);
        out.writeInt(2 * Short.BYTES + embedding.length * Float.BYTES);
        out.writeShort(embedding.length);
        out.writeShort(0);
        for (float value : embedding) {
            out.writeFloat(value);
        }
        writeText(out, "import");
        out.writeInt(32);
        out.writeLong(identity);
        out.write(new byte[24]);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
