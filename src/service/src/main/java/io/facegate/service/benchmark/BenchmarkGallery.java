package io.facegate.service.benchmark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** A gallery of drawn people, one template each, that grows from size to size. */
final class BenchmarkGallery {
    static final String NAME = "benchmark";
    static final String MODEL = "benchmark";

    private static final byte[] COPY_SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection owner;
    private final Population population;
    private final Random random;
    private final List<float[]> probes = new ArrayList<>();

    private long size;

    BenchmarkGallery(Connection owner, Population population, long seed) throws SQLException {
        this.owner = owner;
        this.population = population;
        this.random = new Random(seed);
        try (Statement sql = owner.createStatement()) {
            sql.execute("INSERT INTO models VALUES ('%s', %d)".formatted(MODEL, population.dimension()));
            sql.execute("INSERT INTO galleries (name, model_id) VALUES ('%s', '%s')".formatted(NAME, MODEL));
        }
    }

    /**
     * Enrols people until there are so many, and draws probes: one more picture of each of some of them.
     *
     * @return seconds that PostgreSQL took to store them, and the draws
     */
    double growTo(long wanted, int probeCount) throws SQLException, IOException {
        long start = System.nanoTime();
        long first = addIdentities(size, wanted);
        probes.clear();
        double probability = (double) probeCount / (wanted - size);
        try (PGCopyOutputStream copy = new PGCopyOutputStream(owner.unwrap(PGConnection.class), """
                        COPY templates (gallery_id, identity_id, active, model_id, dimension, embedding, source, content_hash)
                        FROM STDIN (FORMAT binary)""");
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(copy, 1 << 16))) {
            out.write(COPY_SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            for (long i = 0; i < wanted - size; i++) {
                float[] person = population.person(random);
                writeTemplate(out, first + i, population.picture(person, random));
                if (random.nextDouble() < probability) {
                    probes.add(population.picture(person, random));
                }
            }
            out.writeShort(-1);
        }
        size = wanted;
        try (Statement sql = owner.createStatement()) {
            sql.execute("VACUUM (ANALYZE) templates");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    List<float[]> probes() {
        return List.copyOf(probes);
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
