package io.facegate.service.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something to be sent, which is this service's until its time is over.
 *
 * @param secrets the newest first
 * @param sentAt in seconds since 1970, by the database's clock
 */
record Delivery(
        long id,
        WebhookId webhook,
        WebhookAddress address,
        String messageId,
        String body,
        int attempts,
        List<WebhookSecret> secrets,
        long sentAt) {

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "facegate");
        headers.put("webhook-id", messageId);
        headers.put("webhook-timestamp", String.valueOf(sentAt));
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> secret.sign(messageId, sentAt, body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }
}
