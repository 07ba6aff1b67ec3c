package io.facegate.service.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where something may be sent to, as far as an address tells by itself; what it leads to is looked at when it is used. */
@Schema(
        name = "WebhookAddress",
        type = SchemaType.STRING,
        format = "uri",
        maxLength = WebhookAddress.LONGEST,
        examples = "https://example.org/facegate",
        description =
                "`https`; `http` only within networks that the operator allows (`FACEGATE_WEBHOOKS_ALLOWED_NETWORKS`)")
public record WebhookAddress(URI uri) {
    static final int LONGEST = 2000;
    static final String RULE = "must be an address such as https://example.org/facegate, without a user and a fragment";

    public WebhookAddress {
        @Nullable String scheme = uri.getScheme();
        boolean known = "https".equals(scheme) || "http".equals(scheme);
        if (!known || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(RULE);
        }
    }

    static WebhookAddress of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(RULE);
        }
        try {
            return new WebhookAddress(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    boolean encrypted() {
        return uri.getScheme().equals("https");
    }

    /** A name, or an address without brackets. */
    String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : encrypted() ? 443 : 80;
    }

    /** Path and query, as they are sent. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Without path and query, which may have a secret. */
    String withoutSecrets() {
        return "%s://%s:%d".formatted(uri.getScheme(), host(), port());
    }
}
