package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.facegate.testing.FormBody;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

    @Test
    void whoIsFasterThanTheFirstListIsNotIgnored(RunningService service) {
        List<Route> held = new ArrayList<>();
        Page page = visitor.window("en", List.of());
        page.route(Pattern.compile("/v1/galleries(/[^/?]+/identities)?\\?"), held::add);
        page.navigate(service.base() + "/#/galleries");
        signIn(page, service.key());
        createBeforeTheList(page, held, "Name", "swift");
        assertThat(heading(page, "swift")).isVisible();
        createBeforeTheList(page, held, "Id", "e-1");
        assertThat(heading(page, "e-1")).isVisible();
        page.context().close();
    }

    /** The list is asked for and not answered until what is new has been asked for, too. */
    private static void createBeforeTheList(Page page, List<Route> held, String label, String name) {
        page.waitForCondition(() -> !held.isEmpty());
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        held.remove(0).resume();
    }

    @Test
    void whoMayVerifyAloneLogsPeopleInAllTheSame(RunningService service) throws IOException {
        ServiceClient client = service.client();
        client.post("/v1/galleries", "application/json", "{\"name\": \"door\"}".getBytes(UTF_8));
        client.post("/v1/galleries/door/identities", "application/json", "{\"external_id\": \"e-1\"}".getBytes(UTF_8));
        client.post(
                        "/v1/galleries/door/identities/e-1/templates",
                        new FormBody().file("picture", Files.readAllBytes(FACE)))
                .assertOk();
        Page page = visitor.window("en", List.of("camera"));
        page.navigate(service.base() + "/#/camera");
        signIn(page, service.keys().boundTo(List.of("door"), "verify"));
        page.locator("input[name=gallery]").fill("door");
        page.getByLabel("I am").fill("e-1");
        page.getByRole(AriaRole.BUTTON, named("Log in")).click();
        page.getByRole(AriaRole.BUTTON, named("Take the picture")).click();
        assertThat(page.locator(".result")).hasText("The same person");
        visitor.look(page, "logged-in-by-verify-alone");
        page.context().close();
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, named(text).setLevel(1));
    }

    private static void signIn(Page page, String key) {
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
