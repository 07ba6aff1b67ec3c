package io.facegate.walks;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody before a browser, with a camera. Whatever the page complains about is a failure. */
final class Visitor implements AutoCloseable {
    static final Path SCREENSHOTS = Path.of(System.getProperty("facegate.screenshots"));
    private static final double PATIENCE_MILLISECONDS = 30_000;
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final int DESK = 1280;
    private static final int PHONE = 390;
    private static final int HEIGHT = 844;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /** @param camera what it shows */
    Visitor(Path camera) {
        this(camera, "--use-fake-ui-for-media-stream");
    }

    /** Who refuses what pages ask for, unless their window may do it anyhow. */
    static Visitor whoRefuses(Path camera) {
        return new Visitor(camera, "--deny-permission-prompts");
    }

    /** Who has two cameras, each with a picture of its own that Chromium makes. */
    static Visitor withTwoCameras() {
        return new Visitor(
                List.of("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=device-count=2"));
    }

    private Visitor(Path camera, String whenAsked) {
        this(List.of(whenAsked, "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + camera));
    }

    private Visitor(List<String> arguments) {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BrowserCondition.chromium().orElseThrow())
                        .setArgs(Stream.concat(Stream.of("--no-sandbox"), arguments.stream())
                                .toList()));
    }

    /** A window with nothing in it yet: no key, no language but the browser's. */
    Page window(String language) {
        return window(language, List.of("camera", "clipboard-read", "clipboard-write"));
    }

    /** @param permissions what pages may do; they may not do the rest */
    Page window(String language, List<String> permissions) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setAcceptDownloads(true)
                .setPermissions(permissions)
                .setViewportSize(DESK, HEIGHT));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // what the service refuses is for the page to tell, and a test looks whether it does
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /**
     * Looks at the page as it is: at a desk, by night and on a phone, with a picture of each under target/screenshots, and for
     * those who can't see it.
     */
    void look(Page page, String name) {
        picture(page, name + "-1280");
        accessible(page, name);
        fieldsLieApart(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(PHONE, HEIGHT);
        picture(page, name + "-390-dark");
        accessible(page, name + " in the dark on a phone");
        fieldsLieApart(page, name + " on a phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s on a phone", name)
                .isEqualTo(PHONE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(DESK, HEIGHT);
    }

    /** No field or button covers a part of another. */
    private static void fieldsLieApart(Page page, String name) {
        assertThat(page.evaluate(
                        "() => { const all = [...document.querySelectorAll('input:not(.hidden), select, button')]"
                                + ".filter(one => one.checkVisibility()).map(one => [one, one.getBoundingClientRect()]);"
                                + " return all.flatMap(([one, a], i) => all.slice(i + 1)"
                                + ".filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1"
                                + " && a.top < b.bottom - 1 && b.top < a.bottom - 1)"
                                + ".map(([other]) => `${one.outerHTML} and ${other.outerHTML}`)).join('\\n'); }"))
                .as("fields of %s that cover each other", name)
                .isEqualTo("");
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** No finding of axe that keeps somebody out. */
    private static void accessible(Page page, String name) {
        List<Rule> findings = new AxeBuilder(page)
                .setLegacyMode(true) // otherwise it opens a page of its own
                .analyze()
                .getViolations();
        assertThat(findings.stream()
                        .filter(finding -> SERIOUS.contains(finding.getImpact()))
                        .map(finding -> "%s: %s at %s"
                                .formatted(
                                        finding.getId(),
                                        finding.getHelp(),
                                        finding.getNodes().stream()
                                                .map(node -> node.getHtml())
                                                .toList())))
                .as("findings of axe in " + name)
                .isEmpty();
    }

    /** What pages complained about since somebody asked. */
    List<String> newComplaints() {
        List<String> those = List.copyOf(complaints);
        complaints.clear();
        return those;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
