package io.facegate.training.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Which version of this program runs. */
public final class SourceRevision {
    private static final String UNKNOWN = "unknown";

    private SourceRevision() {}

    /**
     * The git commit of the working directory, with {@code -dirty} if something is changed in it; {@code unknown} where
     * there is no git or no repository.
     */
    public static String current() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40", "--match=-")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String revision = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 && !revision.isEmpty()
                    ? revision
                    : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
