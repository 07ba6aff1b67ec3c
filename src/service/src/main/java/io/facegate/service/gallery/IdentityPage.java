package io.facegate.service.gallery;

import io.facegate.service.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of identities. */
@Schema(description = "Identities in the order in which they were created")
public record IdentityPage(
        List<IdentityDescription> identities,

        @Schema(description = "The cursor of the next page; null on the last one", nullable = true) @Nullable
        String next) {

    static IdentityPage of(Page<Identity> page) {
        return new IdentityPage(
                page.items().stream().map(IdentityDescription::of).toList(), Page.nextText(page));
    }
}
