package io.facegate.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The audit of a service. */
record RemoteAudit(ServiceConnection service) {
    private static final int PAGE = 1000;

    /** What is done with each line. */
    interface Lines {
        /**
         * @return whether the next one is wanted
         */
        boolean take(String line) throws IOException;
    }

    /**
     * Reads up to its end.
     *
     * @param start after this position
     */
    void read(long start, Lines lines) throws IOException, InterruptedException {
        long after = start;
        while (true) {
            String page = page(after);
            if (page.isEmpty()) {
                return;
            }
            for (String line : page.split("\n")) {
                if (!lines.take(line)) {
                    return;
                }
                after = AuditLine.parse(line).position();
            }
        }
    }

    private String page(long after) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = service.open("v1/audit/export?after=%d&limit=%d".formatted(after, PAGE));
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() != 200) {
                throw Answer.of(response.statusCode(), text).refusal("The audit can't be read");
            }
            return text;
        }
    }

    AuditPosition start() throws InterruptedException {
        return position("start_position", "start_hash");
    }

    AuditPosition head() throws InterruptedException {
        return position("position", "hash");
    }

    private AuditPosition position(String position, String hash) throws InterruptedException {
        Answer answer = service.get("v1/audit/head");
        if (!answer.ok()) {
            throw answer.refusal("The audit can't be read");
        }
        JsonNode head = answer.body();
        return new AuditPosition(head.path(position).asLong(), head.path(hash).asText());
    }
}
