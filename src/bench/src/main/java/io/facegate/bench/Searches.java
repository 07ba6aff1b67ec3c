package io.facegate.bench;

import io.facegate.service.template.SearchMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What searches found first, and how long each took.
 *
 * @param first the nearest template of each probe, in the order of the probes
 * @param similarities of these
 * @param milliseconds on the clock, sorted
 * @param cpuMilliseconds on the server's processor, sorted
 */
record Searches(List<Long> first, List<Double> similarities, List<Double> milliseconds, List<Double> cpuMilliseconds) {
    private static final int WARM_UP = 20;

    /** One search after the other, each by a probe, after some whose time doesn't count. */
    static Searches run(Connection connection, SearchMethod method, List<float[]> probes) throws SQLException {
        List<Long> first = new ArrayList<>();
        List<Double> similarities = new ArrayList<>();
        List<Double> milliseconds = new ArrayList<>();
        List<Double> cpuMilliseconds = new ArrayList<>();
        ServerProcess server = ServerProcess.of(connection);
        try (PreparedStatement sql = connection.prepareStatement(
                "SELECT template_id, similarity FROM search_identities('%s', '%s', ?::vector, 1, -1, '%s')"
                        .formatted(BenchmarkGallery.NAME, BenchmarkGallery.MODEL, method.databaseName()))) {
            for (int i = -WARM_UP; i < probes.size(); i++) {
                sql.setString(1, Arrays.toString(probes.get(Math.floorMod(i, probes.size()))));
                double cpu = server.cpuMilliseconds();
                long start = System.nanoTime();
                try (ResultSet rows = sql.executeQuery()) {
                    boolean any = rows.next();
                    long found = any ? rows.getLong(1) : -1;
                    double similarity = any ? rows.getDouble(2) : -1;
                    if (i >= 0) {
                        milliseconds.add((System.nanoTime() - start) / 1e6);
                        cpuMilliseconds.add(server.cpuMilliseconds() - cpu);
                        first.add(found);
                        similarities.add(similarity);
                    }
                }
            }
        }
        milliseconds.sort(null);
        cpuMilliseconds.sort(null);
        return new Searches(first, similarities, milliseconds, cpuMilliseconds);
    }

    /** How often the first template is that of the exact searches: recall@1. */
    double recall(Searches truth) {
        return recall(truth, -1);
    }

    /**
     * The same, of the probes alone whom the exact searches find as similar as that: who is a stranger to everybody has no
     * nearest that matters. Not a number if there is none.
     */
    double recall(Searches truth, double threshold) {
        int same = 0;
        int all = 0;
        for (int i = 0; i < first.size(); i++) {
            if (truth.similarities.get(i) >= threshold) {
                all++;
                same += first.get(i).equals(truth.first.get(i)) ? 1 : 0;
            }
        }
        return (double) same / all;
    }

    int countFrom(double threshold) {
        return (int) similarities.stream().filter(found -> found >= threshold).count();
    }

    static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
