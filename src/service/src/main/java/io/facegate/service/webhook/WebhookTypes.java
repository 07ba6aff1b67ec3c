package io.facegate.service.webhook;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Of which events a webhook is told.
 *
 * @param values types such as {@code verification.denied}, or the first words of several, such as {@code verification}
 */
@Schema(name = "WebhookTypes", type = SchemaType.ARRAY, implementation = String.class)
record WebhookTypes(SortedSet<String> values) {
    static final int MOST = 100;
    static final String RULE =
            "must be 1 to 100 types of events, such as verification.denied or identity, of those that are"
                    + " known: attempts, comparison, export, face, gallery, identification, identity, import, key, move, template,"
                    + " verification, webhook";

    /** What a type may begin with. */
    private static final List<String> KINDS = List.of(
            "attempts",
            "audit",
            "comparison",
            "export",
            "face",
            "gallery",
            "identification",
            "identity",
            "import",
            "key",
            "move",
            "template",
            "verification",
            "webhook");

    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,40}(\\.[a-z_]{1,40})?");

    WebhookTypes {
        values = new TreeSet<>(values);
        if (values.isEmpty() || values.size() > MOST || !values.stream().allMatch(WebhookTypes::isKnown)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    static WebhookTypes of(Collection<String> types) {
        return new WebhookTypes(new TreeSet<>(types));
    }

    private static boolean isKnown(String type) {
        return TYPE.matcher(type).matches() && KINDS.contains(kind(type));
    }

    /** The first word of a type. */
    static String kind(String type) {
        return type.replaceFirst("\\..*", "");
    }
}
