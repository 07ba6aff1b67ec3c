package io.facegate.service.webhook;

import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;

/**
 * What became of a webhook.
 *
 * @param what such as {@code created}
 * @param where its address without what may be secret in it
 */
record WebhookEvent(What what, WebhookId webhook, String where) implements Event {
    /** What can become of it. */
    enum What {
        CREATED("webhook.created"),
        CHANGED("webhook.changed"),
        ROTATED("webhook.rotated"),
        DELETED("webhook.deleted"),
        /** Its receiver answered that it is gone. */
        DISABLED("webhook.disabled");

        private final String type;

        What(String type) {
            this.type = type;
        }
    }

    @Override
    public EventDescription description() {
        return EventDescription.of(what.type)
                .with("webhook_id", webhook.value())
                .with("address", where);
    }
}
