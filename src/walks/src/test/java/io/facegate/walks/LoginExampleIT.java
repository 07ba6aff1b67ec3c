package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/login.md, as its reader would start it: with a key that may do no more than it says there. */
@NeedsBrowser
@ExtendWith(RunningService.Provided.class)
@Timeout(120)
class LoginExampleIT {
    private static final Path FACE = RunningService.sample("lincoln-1865.jpg");

    @TempDir
    Path folder;

    @Test
    void whoIsRegisteredLogsInAndNobodyElseDoes(RunningService service) throws IOException {
        service.client()
                .post("/v1/galleries", "application/json", "{\"name\":\"example\"}".getBytes(StandardCharsets.UTF_8));
        String key = service.keys().boundTo(List.of("example"), "verify", "enrol");
        Process example = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "Login.java",
                        service.base().toString(),
                        key,
                        "0")
                .directory(RunningService.root().resolve("docs/example").toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = example.inputReader();
                Visitor visitor =
                        new Visitor(FakeCamera.close(folder.resolve("camera.mjpeg"), FACE, service.faceOf(FACE)))) {
            String address = Objects.requireNonNull(said.readLine(), "the example ended at once");
            Page page = visitor.window("en");
            page.navigate(address);
            page.locator("video")
                    .evaluate("video => video.readyState >= 2"
                            + " || new Promise(seen => video.addEventListener('loadeddata', seen))");

            page.getByLabel("Who are you?").fill("Abraham L.");
            press(page, "Log in");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Register first.");
            press(page, "Register");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("You are registered.");
            press(page, "Log in");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Welcome!");
            assertThat(page.getByRole(AriaRole.HEADING)).hasText("Hello, Abraham L.");

            page.context().clearCookies();
            page.reload();
            assertThat(page.getByRole(AriaRole.HEADING)).hasText("Log in");
            assertThat(visitor.newComplaints()).isEmpty();
        } finally {
            example.destroyForcibly();
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }
}
