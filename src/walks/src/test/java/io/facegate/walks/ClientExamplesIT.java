package io.facegate.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ten lines of src/clients/examples in each language, by the generated clients, against a real service. */
@ExtendWith(RunningService.Provided.class)
@Timeout(300)
class ClientExamplesIT {
    private static final Path CLIENTS = RunningService.root().resolve("src/clients");
    private static final Path EXAMPLES = CLIENTS.resolve("examples");
    private static final Path BUILT = CLIENTS.resolve("target");
    /** The compiler of TypeScript and the types of Node, unpacked from Maven Central. */
    private static final Path PACKAGES = Path.of(System.getProperty("facegate.npm"));

    @TempDir
    Path folder;

    @Test
    void java(RunningService service) throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        assertThat(run(
                        folder,
                        Map.of(),
                        example(
                                service,
                                tool("java"),
                                "-cp",
                                classes,
                                EXAMPLES.resolve("Example.java").toString())))
                .endsWith("access_granted\n");
    }

    @Test
    void python(RunningService service) throws Exception {
        Path packages = folder.resolve("packages");
        Ended installed = end(
                folder,
                Map.of(),
                List.of(
                        "python3",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--retries",
                        "1",
                        "--target",
                        packages.toString(),
                        "-r",
                        BUILT.resolve("python/requirements.txt").toString()));
        assumeTrue(installed.status() == 0, () -> "Skipped: pip can't get what the client needs.\n%s"
                .formatted(installed.output()));

        assertThat(run(
                        folder,
                        Map.of("PYTHONPATH", "%s:%s".formatted(packages, BUILT.resolve("python"))),
                        example(
                                service,
                                "python3",
                                EXAMPLES.resolve("example.py").toString())))
                .endsWith("access_granted\n");
    }

    @Test
    void typescript(RunningService service) throws Exception {
        String node = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .driverDir()
                .resolve("node")
                .toString();
        String compiler = found("typescript", "lib/tsc.js").toString();
        Path modules = Files.createDirectories(folder.resolve("node_modules"));
        Path client = modules.resolve("facegate-api");
        Files.createSymbolicLink(
                Files.createDirectories(modules.resolve("@types")).resolve("node"),
                found("types__node", "package.json").getParent());
        run(folder, Map.of(), List.of("cp", "-r", BUILT.resolve("typescript").toString(), client.toString()));
        Files.copy(EXAMPLES.resolve("example.ts"), folder.resolve("example.ts"));
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");

        run(client, Map.of(), List.of(node, compiler));
        run(client, Map.of(), List.of(node, compiler, "-p", "tsconfig.esm.json"));
        run(
                folder,
                Map.of(),
                List.of(
                        node,
                        compiler,
                        "--strict",
                        "--skipLibCheck",
                        "--target",
                        "es2022",
                        "--module",
                        "nodenext",
                        "example.ts"));

        assertThat(run(folder, Map.of(), example(service, node, "example.js"))).endsWith("access_granted\n");
    }

    /** Packages lie in folders of their versions. */
    private static Path found(String packageName, String file) throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGES.resolve(packageName))) {
            return files.filter(path -> path.endsWith(file))
                    .min(Comparator.comparing(Path::getNameCount))
                    .orElseThrow(() -> new AssertionError("%s has no %s".formatted(packageName, file)));
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static List<String> example(RunningService service, String... command) {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(
                service.base().toString(),
                service.key(),
                RunningService.sample("lincoln-1863.jpg").toString(),
                RunningService.sample("lincoln-1865.jpg").toString()));
        return whole;
    }

    /** What it says, once it has ended well. */
    private static String run(Path in, Map<String, String> environment, List<String> command) throws Exception {
        Ended ended = end(in, environment, command);
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }

    private static Ended end(Path in, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int status, String output) {}
}
