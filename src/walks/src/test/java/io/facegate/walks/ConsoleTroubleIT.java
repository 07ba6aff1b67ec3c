package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.facegate.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the console says, and how to go on, when something is in the way. */
@NeedsBrowser
@ExtendWith(RunningService.Provided.class)
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class ConsoleTroubleIT {
    private static final Path FACE = RunningService.sample("lincoln-1865.jpg");

    @TempDir
    Path folder;

    private Visitor visitor;

    @BeforeEach
    void openTheBrowser(RunningService service) throws IOException {
        visitor = Visitor.whoRefuses(FakeCamera.close(folder.resolve("camera.mjpeg"), FACE, service.faceOf(FACE)));
    }

    @AfterEach
    void closeTheBrowser() {
        assertThat(visitor.newComplaints()).isEmpty();
        visitor.close();
    }

    @Test
    void aKeyThatIsRevokedMeanwhileIsAskedForAgain(RunningService service) {
        String key = service.keys().with("admin");
        Page page = visitor.window("en", List.of());
        page.navigate(service.base().toString());
        signIn(page, key);
        assertThat(page.getByRole(AriaRole.LINK, named("Audit"))).isVisible();

        assertThat(service.client()
                        .method("DELETE", "/v1/keys/" + TestKeys.id(key))
                        .status())
                .isEqualTo(204);
        page.getByRole(AriaRole.LINK, named("Audit")).click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no longer valid");
        signIn(page, service.key());
        assertThat(page.getByRole(AriaRole.HEADING, named("Audit"))).isVisible();
    }

    @Test
    void aCameraThatIsRefusedIsTriedAgainOnceItIsAllowed(RunningService service) {
        Page page = visitor.window("en", List.of());
        page.navigate(service.base().toString());
        signIn(page, service.key());
        page.getByRole(AriaRole.BUTTON, named("Use the camera")).first().click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not allowed to use the camera");
        visitor.look(page, "camera-refused");

        page.context().grantPermissions(List.of("camera"));
        page.getByRole(AriaRole.BUTTON, named("Try again")).click();
        Locator video = page.locator("video");
        video.evaluate("video => video.readyState >= 2"
                + " || new Promise(seen => video.addEventListener('loadeddata', seen))");
        page.getByRole(AriaRole.BUTTON, named("Take the picture")).click();
        assertThat(page.locator("facegate-faces tbody tr")).hasCount(1);
    }

    private static void signIn(Page page, String key) {
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
