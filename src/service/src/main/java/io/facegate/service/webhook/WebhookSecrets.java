package io.facegate.service.webhook;

import io.facegate.service.access.key.ServiceSecrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Makes secrets of what the database has of them. A copy of the database alone signs nothing, since the pepper is not in it; a
 * service that is open to everybody may have none, and then the database has the secrets themselves.
 */
@Singleton
final class WebhookSecrets {
    private static final String PURPOSE = "webhooks";
    private static final int LENGTH = 32;

    private final ServiceSecrets secrets;

    WebhookSecrets(ServiceSecrets secrets) {
        this.secrets = secrets;
    }

    /** A new one. */
    KeptSecret random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new KeptSecret(bytes, secrets.areThere());
    }

    WebhookSecret of(KeptSecret kept) {
        return new WebhookSecret(kept.derived() ? secrets.hash(PURPOSE, kept.bytes()) : kept.bytes());
    }
}
