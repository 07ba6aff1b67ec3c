package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The HNSW index of one large gallery. It covers that gallery's active templates and nothing else, so that no filter
 * can take results away. Building it needs the owner's connection and, for a million templates, many minutes; enrolment
 * and searches go on meanwhile.
 */
public final class SearchIndex {
    /** Earlier ones overflow a buffer in parallel builds. */
    private static final String FIRST_SAFE_PARALLEL_BUILD = "{0,8,4}";

    private final GalleryName gallery;
    private final SearchMethod method;
    private final Graph graph;

    /**
     * How densely the graph is knit: denser ones find more, and take longer to build and to search.
     *
     * @param degree edges of a template on each layer (m), 2 to 100
     * @param buildWidth candidates for those edges (ef_construction), at least twice the degree
     */
    public record Graph(int degree, int buildWidth) {
        public static final Graph DEFAULT = new Graph(16, 64);

        public Graph {
            if (degree < 2 || degree > 100 || buildWidth < 2 * degree || buildWidth > 1000) {
                throw new IllegalArgumentException(
                        "degree (%d) must be 2 to 100, and build width (%d) twice that to 1000"
                                .formatted(degree, buildWidth));
            }
        }
    }

    public SearchIndex(GalleryName gallery, SearchMethod method) {
        this(gallery, method, Graph.DEFAULT);
    }

    /**
     * @throws IllegalArgumentException if the method has no index
     */
    public SearchIndex(GalleryName gallery, SearchMethod method, Graph graph) {
        if (!method.needsIndex()) {
            throw new IllegalArgumentException("The search method (%s) has no index".formatted(method));
        }
        this.gallery = gallery;
        this.method = method;
        this.graph = graph;
    }

    /**
     * Builds the index if it is missing.
     *
     * @param owner a connection of the schema's owner, with autocommit on
     * @param memory PostgreSQL's {@code maintenance_work_mem}, such as 1GB; the build is many times slower once the
     *     graph doesn't fit: about 1.5 kB for each template of 512 values
     */
    public void build(Connection owner, String memory) throws SQLException {
        String build = statement(owner);
        if (build == null) {
            throw new GalleryException.GalleryNotFound(gallery);
        }
        try (Statement sql = owner.createStatement()) {
            sql.execute("SELECT set_config('maintenance_work_mem', '%s', false)".formatted(memory.replace("'", "''")));
            sql.execute("""
                    SELECT set_config('max_parallel_maintenance_workers', '0', false) FROM pg_extension
                    WHERE extname = 'vector' AND string_to_array(extversion, '.')::int[] < '%s'""".formatted(FIRST_SAFE_PARALLEL_BUILD));
            sql.execute(build);
            sql.execute("RESET maintenance_work_mem");
            sql.execute("RESET max_parallel_maintenance_workers");
        }
    }

    /** Drops the index if it is there, such as a half-built one. */
    public void drop(Connection owner) throws SQLException {
        String name = name(owner);
        if (name != null) {
            try (Statement sql = owner.createStatement()) {
                sql.execute("DROP INDEX CONCURRENTLY IF EXISTS " + name);
            }
        }
    }

    /** @return bytes on disk; 0 if there is no such index */
    public long size(Connection connection) throws SQLException {
        String name = name(connection);
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT coalesce(pg_relation_size(to_regclass(?)), 0)")) {
            sql.setString(1, name);
            try (ResultSet rows = sql.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private @Nullable String statement(Connection connection) throws SQLException {
        return ask(connection, "SELECT search_index_statement(?, ?, %d, %d)".formatted(graph.degree, graph.buildWidth));
    }

    private @Nullable String name(Connection connection) throws SQLException {
        return ask(connection, """
                SELECT quote_ident(search_index_name(gallery_id, model_id, method)) FROM (SELECT ? AS name, ? AS method) wanted
                JOIN galleries USING (name)""");
    }

    private @Nullable String ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(question)) {
            sql.setString(1, gallery.value());
            sql.setString(2, method.databaseName());
            try (ResultSet rows = sql.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
