package io.facegate.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.web.json.TypedField;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** How bodies say where something is to be sent, and of what. */
final class WebhookFields {
    private WebhookFields() {}

    @Singleton
    static final class Address extends TypedField<WebhookAddress> {
        Address() {
            super(WebhookAddress.class, WebhookAddress.RULE, value -> WebhookAddress.of(text(value)));
        }
    }

    @Singleton
    static final class Types extends TypedField<WebhookTypes> {
        Types() {
            super(WebhookTypes.class, WebhookTypes.RULE, value -> WebhookTypes.of(texts(value)));
        }

        private static List<String> texts(JsonNode list) {
            List<String> texts = new ArrayList<>();
            list.forEach(value -> texts.add(text(value)));
            return list.isArray() ? texts : List.of();
        }
    }
}
