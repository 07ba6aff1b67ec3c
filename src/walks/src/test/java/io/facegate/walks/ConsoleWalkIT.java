package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the console is for, as people do it, in the order in which they meet it. */
@NeedsBrowser
@ExtendWith(RunningService.Provided.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
@SuppressWarnings("NullAway.Init") // set before all tests
class ConsoleWalkIT {
    private static final int MOST_BYTES = 250_000;
    private static final Path EARLY = RunningService.sample("lincoln-1863.jpg");
    private static final Path LATE = RunningService.sample("lincoln-1865.jpg");
    private static final Path STRANGER = RunningService.sample("twain-1907.jpg");
    private static final Path GROUP = RunningService.sample("six-men-1931.jpg");

    @TempDir
    static Path folder;

    private static RunningService service;
    private static Visitor visitor;
    private static Page page;

    @BeforeAll
    static void openTheBrowser(RunningService running) throws IOException {
        service = running;
        visitor = new Visitor(FakeCamera.comingCloser(folder.resolve("camera.mjpeg"), LATE, service.faceOf(LATE)));
        page = visitor.window("en-GB");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    static void closeTheBrowser() {
        visitor.close();
    }

    @AfterEach
    void thePageComplainedAboutNothing(TestInfo test) {
        Visitor.picture(page, "after-" + test.getTestMethod().orElseThrow().getName());
        assertThat(visitor.newComplaints()).isEmpty();
    }

    @Test
    @Order(1)
    void theFirstVisitAsksForTheKeyAndKeepsItOutOfTheAddress() {
        page.navigate(service.base().toString());
        assertThat(page.getByLabel("Key", exactly())).isVisible();
        visitor.look(page, "sign-in");

        signIn(page, "fg_aaaaaaaaaaaa_" + "b".repeat(43));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("doesn’t know this key");
        signIn(page, service.key());

        assertThat(heading("Try it")).isVisible();
        assertThat(page.locator("facegate-health")).containsText("Ready");
        assertThat(page.url()).doesNotContain(service.key().substring(3));
        assertThat(page.evaluate("localStorage.length + document.cookie.length"))
                .isEqualTo(0);
    }

    @Test
    @Order(2)
    void itIsSmallAndThereAtOnce() {
        Page first = visitor.window("en");
        first.navigate(service.base().toString());
        assertThat(first.getByLabel("Key", exactly())).isVisible();

        int bytes =
                (int) first.evaluate("['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
                        + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
        System.out.printf(
                "The console: %,d bytes transferred, first view after %s ms%n",
                bytes, first.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"));
        assertThat(bytes).isBetween(1_000, MOST_BYTES);
        assertThat(loaded(first))
                .as("nothing of an issuer where there is none")
                .noneMatch(name -> name.contains("issuer"));
        for (Object script : (List<?>) first.evaluate("[...document.scripts].map(one => new URL(one.src).pathname)")) {
            assertThat(service.client().get((String) script).header("Cache-Control"))
                    .as("of what has a hash in its name")
                    .contains("immutable");
        }
        first.context().close();
    }

    @Test
    @Order(3)
    void picturesAreTried() {
        choose(section("Faces of a picture"), RunningService.root().resolve("LICENSE"));
        assertThat(section("Faces of a picture").getByRole(AriaRole.ALERT)).containsText("not a picture");
        choose(section("Faces of a picture"), GROUP);
        assertThat(section("Faces of a picture").locator("tbody tr")).hasCount(6);
        Locator two = section("Two pictures");
        two.locator("input[type=file]").nth(0).setInputFiles(EARLY);
        two.locator("input[type=file]").nth(1).setInputFiles(LATE);

        assertThat(two.locator(".result")).hasText("The same person");
        assertThat(two).containsText("one stranger in 10,000 gets that far");
        two.screenshot(new Locator.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(75)
                .setPath(Visitor.SCREENSHOTS.resolve("two-pictures.jpg")));
        page.getByText("As a request").click();
        page.getByRole(AriaRole.BUTTON, named("Copy")).click();
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .startsWith("curl")
                .contains("-F 'reference=@lincoln-1863.jpg'", "/v1/compare'", "$FACEGATE_KEY");
        visitor.look(page, "try");
    }

    @Test
    @Order(4)
    void aGalleryAndItsPeopleAreMade() {
        open("Galleries");
        page.getByLabel("Name").fill("staff");
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        assertThat(heading("staff")).isVisible();
        newPerson("e-1", "Mark Twain");
        page.getByRole(AriaRole.LINK, named("← staff")).click();
        newPerson("e-4711", "Abraham Lincoln");
    }

    @Test
    @Order(5)
    void droppedPicturesAreEnrolledEachWithItsOutcome() {
        drop(
                page.locator("facegate-enrolment .drop"),
                EARLY,
                RunningService.root().resolve("LICENSE"),
                GROUP);

        Locator outcomes = page.locator(".outcomes > li");
        assertThat(outcomes).hasCount(3);
        assertThat(outcomes.nth(0)).containsText("enrolled");
        assertThat(outcomes.nth(1)).containsText("not a picture that can be read");
        assertThat(outcomes.nth(2)).containsText("several faces");
        assertThat(section("Templates").locator("tbody tr")).hasCount(1);
    }

    @Test
    @Order(6)
    void theCameraEnrolsWhoeverDoesWhatItSays() {
        page.getByRole(AriaRole.BUTTON, named("Enrol by camera")).click();
        assertThat(page.locator(".hint")).hasText("Come closer");
        assertThat(page.locator(".outcomes > li", new Page.LocatorOptions().setHasText("camera.jpg")))
                .containsText("enrolled");
        assertThat(section("Templates").locator("tbody tr")).hasCount(2);
    }

    @Test
    @Order(7)
    void peopleAreVerifiedAndTheirAttemptsReset() {
        Locator verify = section("Verify");
        choose(verify, STRANGER);
        assertThat(verify.locator(".result")).hasText("Not similar enough");
        assertThat(verify).containsText("1 failed in a row");
        verify.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reset the attempts"))
                .click();
        assertThat(verify).containsText("0 failed in a row");
        choose(verify, LATE);
        assertThat(verify.locator(".result")).hasText("The same person");
        visitor.look(page, "person");
    }

    @Test
    @Order(8)
    void peopleAreFoundByNameAndByFace() {
        page.getByRole(AriaRole.LINK, named("← staff")).click();
        assertThat(section("People").locator("tbody tr")).hasCount(2);
        page.getByLabel("Find by id or name").fill("coln");
        page.keyboard().press("Enter");
        assertThat(section("People").locator("tbody tr")).hasCount(1);

        choose(section("Who is it?"), STRANGER);
        assertThat(section("Who is it?").getByRole(AriaRole.STATUS)).containsText("Unknown");
        choose(section("Who is it?"), LATE);
        assertThat(section("Who is it?").getByRole(AriaRole.STATUS)).containsText("Abraham Lincoln");
        visitor.look(page, "gallery");
    }

    @Test
    @Order(9)
    void aGalleryIsExportedImportedAndDeletedOnceItsNameIsTyped() {
        Download file = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("Export")).click());
        Path exported = folder.resolve(file.suggestedFilename());
        file.saveAs(exported);
        open("Galleries");
        page.getByLabel("Name").fill("copy");
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        choose(section("Import, export"), exported);
        assertThat(section("Import, export")).containsText("2 people and 2 templates are new");

        page.getByRole(AriaRole.BUTTON, named("Delete the gallery")).click();
        page.getByLabel("Type copy to confirm").fill("copy");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Delete").setExact(true))
                .click();
        assertThat(heading("Galleries")).isVisible();
        assertThat(page.getByRole(AriaRole.ROWHEADER, named("staff"))).isVisible();
        assertThat(page.getByRole(AriaRole.ROWHEADER, named("copy"))).hasCount(0);
        visitor.look(page, "galleries");
    }

    @Test
    @Order(10)
    void somebodyLogsInByALook() {
        open("Camera login");
        page.getByLabel("Gallery").selectOption("staff");
        page.getByLabel("I am").fill("e-4711");
        page.getByRole(AriaRole.BUTTON, named("Log in")).click();
        assertThat(page.locator(".hint")).isVisible();
        page.locator("video")
                .evaluate("video => video.readyState >= 2"
                        + " || new Promise(seen => video.addEventListener('loadeddata', seen))");
        visitor.look(page, "camera");

        assertThat(page.locator(".result")).hasText("The same person");
        visitor.look(page, "logged-in");
    }

    @Test
    @Order(11)
    void keysAreMadeShownOnceRotatedAndRevoked() {
        open("Keys");
        page.getByLabel("For what").fill("the door");
        page.getByLabel("verify").check();
        page.getByLabel("Galleries (none: all)").fill("staff");
        page.getByLabel("Valid until").fill("2099-12-31");
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        String made = page.locator("[role=status] code").textContent();
        assertThat(made).matches("fg_\\w+_\\w+");
        Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("the door"));
        assertThat(row).containsText("staff");
        assertThat(row).containsText("2099");
        visitor.look(page, "keys");

        Page door = visitor.window("en");
        door.navigate(service.base() + "/#/keys");
        signIn(door, made);
        assertThat(door.getByRole(AriaRole.ALERT)).containsText("You may not do that with this key or account");
        door.context().close();

        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rotate"))
                .click();
        assertThat(row.first()).containsText("replaced by");
        assertThat(row).hasCount(2);
        row.last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"))
                .click();
        page.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"))
                .click();
        assertThat(row.last()).containsText("revoked");
    }

    @Test
    @Order(12)
    void theAuditIsFiltered() {
        open("Audit");
        assertThat(page.locator("tbody tr").first()).isVisible();
        assertThat(
                        page.evaluate(
                                "(() => { const positions = [...document.querySelectorAll('tbody th')]"
                                        + ".map(one => Number(one.textContent));"
                                        + " return positions.length > 5 && positions.every((one, i) => !i || one < positions[i - 1]); })()"))
                .as("the newest come first")
                .isEqualTo(true);
        visitor.look(page, "audit");
        page.getByLabel("What").fill("verification.denied");
        page.getByRole(AriaRole.BUTTON, named("Filter")).click();

        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("e-4711");
        page.locator("tbody summary").click();
        assertThat(page.locator("tbody pre")).containsText("\"similarity\"");
    }

    @Test
    @Order(13)
    void theKeyboardIsEnough() {
        Page keyboard = visitor.window("en");
        keyboard.navigate(service.base().toString());
        assertThat(keyboard.getByLabel("Key", exactly())).isVisible();
        keyboard.keyboard().press("Tab");
        assertThat(keyboard.locator("*:focus")).hasText("Skip to the content");
        keyboard.keyboard().press("Enter");
        keyboard.keyboard().press("Tab");
        keyboard.keyboard().insertText(service.key());
        keyboard.keyboard().press("Enter");
        Locator galleries = keyboard.getByRole(AriaRole.LINK, named("Galleries"));
        assertThat(galleries).isVisible();
        galleries.focus();
        keyboard.keyboard().press("Enter");
        assertThat(keyboard.locator("h1:focus")).hasText("Galleries");
        keyboard.context().close();
    }

    @Test
    @Order(14)
    void germansReadGerman() {
        Page german = visitor.window("de-AT");
        german.navigate(service.base().toString());
        signIn(german, "Schlüssel", "Anmelden", service.key());
        assertThat(german.getByRole(AriaRole.LINK, named("Galerien"))).isVisible();
        visitor.look(german, "german");
        german.context().close();
    }

    private static List<String> loaded(Page page) {
        return ((List<?>) page.evaluate("performance.getEntriesByType('resource').map(one => one.name)"))
                .stream().map(String::valueOf).toList();
    }

    private static void signIn(Page page, String key) {
        signIn(page, "Key", "Sign in", key);
    }

    private static void signIn(Page page, String label, String button, String key) {
        page.getByLabel(label, exactly()).fill(key);
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private static void open(String name) {
        page.getByRole(AriaRole.LINK, named(name)).first().click();
        assertThat(heading(name)).isVisible();
    }

    private static void newPerson(String id, String name) {
        page.getByLabel("Id", exactly()).fill(id);
        page.getByLabel("Name", exactly()).fill(name);
        page.getByRole(AriaRole.BUTTON, named("Create")).click();
        assertThat(heading(id)).isVisible();
    }

    private static void choose(Locator in, Path file) {
        in.locator("input[type=file]").first().setInputFiles(file);
    }

    private static void drop(Locator where, Path... files) {
        // a page can't make files out of paths: those of a field are dropped
        page.evaluate(
                "() => { const field = document.createElement('input'); field.type = 'file'; field.multiple = true;"
                        + " field.id = 'dragged'; field.hidden = true; document.body.append(field); }");
        page.locator("#dragged").setInputFiles(files);
        where.evaluate("place => { const dataTransfer = new DataTransfer();"
                + " for (const file of document.getElementById('dragged').files) dataTransfer.items.add(file);"
                + " place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));"
                + " document.getElementById('dragged').remove(); }");
    }

    private static Locator section(String title) {
        return page.locator(
                "section.card",
                new Page.LocatorOptions().setHas(page.locator("h2", new Page.LocatorOptions().setHasText(title))));
    }

    private static Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1).setName(text));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
