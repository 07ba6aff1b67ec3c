package io.facegate.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody whom an issuer knows uses the console, or doesn't. */
@NeedsBrowser
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class SignInWalkIT {
    private static PeoplesIssuer issuer;
    private static RunningService service;
    private static Visitor visitor;

    private Page page;

    @BeforeAll
    static void startThem() {
        issuer = new PeoplesIssuer();
        service = new RunningService(
                "facegate.oidc.enabled=true",
                "facegate.oidc.url=" + issuer.url(),
                "facegate.console.issuer.client-id=" + PeoplesIssuer.CLIENT);
        visitor = new Visitor(Path.of("none"));
    }

    @AfterAll
    static void endThem() throws InterruptedException {
        visitor.close();
        service.close();
        issuer.close();
    }

    @BeforeEach
    void openTheConsole() {
        issuer.seconds = 300;
        issuer.audience = "facegate";
        issuer.otherNonce = null;
        page = visitor.window("en", List.of());
        page.navigate(service.base() + "/#/keys");
    }

    @AfterEach
    void thePageComplainedAboutNothing() {
        page.context().close();
        assertThat(visitor.newComplaints()).isEmpty();
    }

    @Test
    void whoSignsInIsWhereTheyWantedToBeAndNoTokenIsInAnAddress() {
        visitor.look(page, "sign-in-at-an-issuer");
        signInAs("Anna");

        assertThat(heading("Keys")).isVisible();
        assertThat(page).hasURL(service.base() + "/#/keys");
        assertThat(page.evaluate("localStorage.length + document.cookie.length"))
                .isEqualTo(0);
        page.reload();
        assertThat(heading("Keys")).isVisible();
        page.goBack();
        assertThat(page.url()).doesNotContain("code=");
    }

    @Test
    void whoSignsOutIsForgottenByBoth() {
        signInAs("Anna");
        assertThat(heading("Keys")).isVisible();
        int before = issuer.refreshTokens();
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(heading("Signed out")).isVisible();

        assertThat(page.url()).startsWith(issuer.url() + "/logout").doesNotContain("token");
        assertThat(issuer.refreshTokens()).isEqualTo(before - 1);
        page.getByText("Back").click();
        assertThat(atIssuer()).isVisible();
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void aTokenThatEndsIsRenewedAndOneThatCanNotBeIsAskedForAgain() throws InterruptedException {
        issuer.seconds = 33; // renewed when 30 are left
        signInAs("Anna");
        assertThat(heading("Keys")).isVisible();
        int before = issuer.renewals;
        Thread.sleep(4_000);
        page.getByRole(AriaRole.LINK, named("Audit")).click();
        assertThat(page.getByText("Head of the chain")).isVisible();
        assertThat(issuer.renewals).isEqualTo(before + 1);

        page.evaluate(
                "sessionStorage.setItem('facegate.key', sessionStorage.getItem('facegate.key').replace(/.{9}$/, 'AAAAAAAAA'));"
                        + " sessionStorage.removeItem('facegate.token')");
        page.getByRole(AriaRole.LINK, named("Keys")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no longer valid");
        assertThat(atIssuer()).isVisible();
    }

    @Test
    void whoHasNoRightsIsTold() {
        signInAs("Nobody");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("You may not do that with this key or account");
        visitor.look(page, "without-rights");
    }

    @Test
    void whatNobodyAskedForIsRefused() {
        page.navigate(service.base() + "/?code=stolen&state=made-up");
        refused("was not begun in this tab");

        issuer.otherNonce = "of another sign-in";
        signInAs("Anna");
        refused("was not begun in this tab");
    }

    @Test
    void anAnswerToAnotherStateIsRefused() {
        atIssuer().click();
        page.getByText("Anna").evaluate("link => link.href = link.href.replace(/state=[^&]*/, 'state=other')");
        page.getByText("Anna").click();
        refused("was not begun in this tab");
    }

    @Test
    void aCodeThatWasInterceptedIsWorthNothing() {
        atIssuer().click();
        page.getByText("Anna")
                .evaluate("link => link.href = link.href.replace(/code_challenge=[^&]*/, 'code_challenge=other')");
        page.getByText("Anna").click();
        refused("invalid_grant");
    }

    @Test
    void whoChangesTheirMindIsBack() {
        atIssuer().click();
        page.getByText("Cancel").click();
        refused("access_denied");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        issuer.audience = "another";
        signInAs("Anna");
        refused("doesn’t take the token");
    }

    @Test
    void anIssuerThatIsAwayKeepsNobodyFromUsingAKey() {
        issuer.goAway();
        atIssuer().click();
        refused("doesn’t answer");
        issuer.comeBack();

        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(service.key());
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        assertThat(heading("Keys")).isVisible();
    }

    private void signInAs(String person) {
        atIssuer().click();
        page.getByText(person).click();
    }

    private void refused(String why) {
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(why);
        assertThat(atIssuer()).isVisible();
        assertThat(page.url()).doesNotContain("state=");
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    private Locator atIssuer() {
        return page.getByRole(AriaRole.BUTTON, named("Sign in at localhost"));
    }

    private Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, named(text).setLevel(1));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
