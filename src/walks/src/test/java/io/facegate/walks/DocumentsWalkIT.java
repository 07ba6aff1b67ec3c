package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody reads the documents where the service runs. */
@NeedsBrowser
@ExtendWith(RunningService.Provided.class)
@Timeout(120)
class DocumentsWalkIT {
    @Test
    void theyAreReadAndSearched(RunningService service) {
        try (Visitor visitor = new Visitor(Path.of("none"))) {
            Page page = visitor.window("en");
            page.navigate(service.base() + "/docs");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Facegate");
            visitor.look(page, "documents");

            page.getByLabel("Search").fill("how to revoke");
            assertThat(page.locator("#found a").first()).isVisible();
            page.getByLabel("Search").fill("webhook sign");
            assertThat(page.locator("#found a").first()).containsText("ebhook");
            visitor.look(page, "documents-found");
            page.getByLabel("Search").press("Enter");
            page.waitForURL("**/docs/*.html#*");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log in with a face"))
                    .click();
            assertThat(page.locator("img").first()).isVisible();
            assertThat(page.locator("img").first().evaluate("image => image.naturalWidth > 0"))
                    .isEqualTo(true);
            visitor.look(page, "documents-login");
            assertThat(visitor.newComplaints()).isEmpty();
        }
    }
}
