package io.facegate.bench;

import io.facegate.service.template.SearchMethod;
import java.io.PrintWriter;
import java.util.Locale;

/** The figures of searches as a Markdown table, each row as soon as it is known. */
final class SearchTable {
    private final PrintWriter out;
    private final double threshold;

    /**
     * @param threshold from which similarity on somebody is accepted
     */
    SearchTable(PrintWriter out, double threshold) {
        this.out = out;
        this.threshold = threshold;
    }

    void begin() {
        out.println(
                "| templates | method | candidates | width | build s | size MB | recall@1 | accepted | recall@1 of these | p50 ms | p99 ms | p50 CPU ms | p99 CPU ms |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    /**
     * @param candidate how many templates are compared exactly; a blank text where all are
     * @param width of a search in a graph; a blank text where there is none
     * @param truth the exact searches by the same probes
     */
    void row(
            long size,
            SearchMethod method,
            Object candidate,
            Object width,
            double seconds,
            long bytes,
            Searches found,
            Searches truth) {
        out.printf(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %.0f | %.0f | %.4f | %d | %.4f | %.1f | %.1f | %.1f | %.1f |%n",
                size,
                method.databaseName(),
                candidate,
                width,
                seconds,
                bytes / 1e6,
                found.recall(truth),
                truth.countFrom(threshold),
                found.recall(truth, threshold),
                Searches.percentile(found.milliseconds(), 0.5),
                Searches.percentile(found.milliseconds(), 0.99),
                Searches.percentile(found.cpuMilliseconds(), 0.5),
                Searches.percentile(found.cpuMilliseconds(), 0.99));
        out.flush();
    }
}
