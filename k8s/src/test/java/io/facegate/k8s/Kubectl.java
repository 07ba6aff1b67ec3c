package io.facegate.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The renderer of kustomizations: the {@code kubectl} of the property {@code facegate.kubectl}. No cluster is spoken to. */
final class Kubectl {
    private static final String PROGRAM = System.getProperty("facegate.kubectl", "kubectl");

    private Kubectl() {}

    static boolean isInstalled() {
        try {
            return new ProcessBuilder(PROGRAM, "version", "--client")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The YAML that a folder with a {@code kustomization.yaml} renders to. */
    static String kustomize(Path folder) {
        try {
            Process process = new ProcessBuilder(PROGRAM, "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("kubectl kustomize %s failed:%n%s".formatted(folder, output));
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("%s can't be started".formatted(PROGRAM), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
