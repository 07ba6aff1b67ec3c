package io.facegate.service.audit;

import io.facegate.service.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the audit. */
@Schema(description = "Entries in their order")
public record AuditPage(
        List<AuditEntry> entries,

        @Schema(description = "The cursor of the next page; null on the last one", nullable = true) @Nullable
        String next) {
    static AuditPage of(Page<AuditEntry> page) {
        return new AuditPage(page.items(), Page.nextText(page));
    }
}
