package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TwoEmbedders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody watches how a gallery moves to another embedder. */
@NeedsModels
@NeedsBrowser
@Timeout(300)
class MoveWalkIT {
    private static final String GALLERY = "/v1/galleries/staff";
    private static final String PICTURES = GALLERY + "/identities/e-1/templates";

    @Test
    void howFarItIsIsShownUntilItIsOver(@TempDir Path folder) throws Exception {
        try (RunningService service = new RunningService(TwoEmbedders.settings(folder).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
                Visitor visitor = new Visitor(Path.of("none"))) {
            ServiceClient client = service.client();
            post(client, "/v1/galleries", "{\"name\": \"staff\"}");
            post(client, GALLERY + "/identities", "{\"external_id\": \"e-1\"}");
            client.post(PICTURES, picture()).assertOk();
            post(client, GALLERY + "/move", "{\"model\": \"%s\"}".formatted(TwoEmbedders.SECOND));

            Page page = visitor.window("en", List.of());
            page.navigate(service.base() + "/#/galleries/staff");
            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(service.key());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            assertThat(page.getByText("Moves to second-embedder: 0 ready, 1 to enrol anew"))
                    .isVisible();
            assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
            assertThat(page.locator("facegate-people tbody tr")).containsText("to be enrolled anew");
            visitor.look(page, "move");

            client.post(PICTURES, picture()).assertOk();
            assertThat(page.getByText("Moves to second-embedder: 1 ready, 0 to enrol anew"))
                    .isVisible();
            client.method("POST", GALLERY + "/move/finish").assertOk();
            assertThat(page.getByText("Model: second-embedder")).isVisible();
            assertThat(page.getByText("Moves to")).hasCount(0);
            assertThat(visitor.newComplaints()).isEmpty();
        }
    }

    private static FormBody picture() throws IOException {
        return new FormBody().file("picture", Files.readAllBytes(RunningService.sample("lincoln-1865.jpg")));
    }

    private static void post(ServiceClient client, String path, String json) {
        assertThat(client.post(path, "application/json", json.getBytes(UTF_8)).status())
                .as(path)
                .isBetween(200, 202);
    }
}
