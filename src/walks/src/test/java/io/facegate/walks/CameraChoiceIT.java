package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody has two cameras, of which the browser takes the wrong one. */
@NeedsBrowser
@ExtendWith(RunningService.Provided.class)
@Timeout(120)
class CameraChoiceIT {
    @Test
    void theOtherCameraIsTaken(RunningService service) {
        try (Visitor visitor = Visitor.withTwoCameras()) {
            Page page = visitor.window("en", List.of("camera"));
            page.navigate(service.base().toString());
            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(service.key());
            page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
            page.getByRole(AriaRole.BUTTON, named("Use the camera")).first().click();

            Locator choice = page.locator("facegate-camera select");
            assertThat(choice.locator("option")).hasCount(2);
            String first = seen(page);
            assertThat(choice).hasValue(first);
            visitor.look(page, "two-cameras");
            String other = (String) choice.evaluate(
                    "(choice, first) => [...choice.options].find(one => one.value !== first).value", first);
            choice.selectOption(other);

            page.waitForCondition(() -> seen(page).equals(other));
            assertThat(choice).hasValue(other);
            page.waitForCondition(() -> (boolean) page.locator("video").evaluate("video => video.videoWidth > 0"));
            page.getByRole(AriaRole.BUTTON, named("Take the picture")).click();
            assertThat(page.locator("facegate-faces img")).isVisible();
            assertThat(page.getByText("No face was found").first()).isVisible();
            assertThat(visitor.newComplaints()).isEmpty();
        }
    }

    /** The id of the camera whose picture the page shows. */
    private static String seen(Page page) {
        return (String) page.locator("video")
                .evaluate("async video => { while (!video.srcObject) await new Promise(requestAnimationFrame);"
                        + " return video.srcObject.getVideoTracks()[0].getSettings().deviceId; }");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
