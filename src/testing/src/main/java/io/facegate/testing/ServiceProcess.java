package io.facegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service in a process of its own, as an operator starts it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (.*)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final String ESTABLISHED = "01";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param folder its working directory, with its temporary files and its log
     */
    public static ServiceProcess start(Path folder, Path models, TestDatabase database, String... settings)
            throws IOException {
        Path log = folder.resolve("service.log");
        String service = System.getProperty("facegate.test.service");
        List<String> command = new ArrayList<>();
        if (service.endsWith(".jar")) {
            // all of the heap is resident from the start, so that what grows is native memory
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+AlwaysPreTouch"));
        } else { // the native executable
            command.addAll(List.of(service, "-Xmx512m"));
        }
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-Dquarkus.http.port=0"));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        if (service.endsWith(".jar")) {
            command.addAll(List.of("-jar", service));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("FACEGATE_MODELS", models.toString());
        // as ./facegate serve has it; a test sets what it is about
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        builder.environment().put("FACEGATE_LOG_JSON", "false");
        builder.environment().put("FACEGATE_SHUTDOWN_DELAY", "0S");
        builder.environment().put("FACEGATE_ACCESS_INSECURE", "true");
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        builder.environment().putAll(database.environment());
        return new ServiceProcess(builder.start(), log);
    }

    /** Waits until it serves. */
    public ServiceClient client() {
        return new ServiceClient(address("http"));
    }

    /** Waits until it serves; where it does that by this scheme. */
    public URI address(String scheme) {
        Pattern address = Pattern.compile("\\b%s://[^:\\s]+:(\\d+)".formatted(scheme));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher listening = LISTENING.matcher(log());
            if (listening.find()) {
                Matcher listed = address.matcher(listening.group(1));
                if (listed.find()) {
                    return URI.create("%s://localhost:%s".formatted(scheme, listed.group(1)));
                }
                throw new AssertionError("The service doesn't serve %s: %s".formatted(scheme, listening.group()));
            }
            pause();
        }
        throw new AssertionError("The service doesn't listen:\n" + log());
    }

    /** Waits until it ends. */
    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The service doesn't end:\n" + log());
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, as a machine that fails would: it ends without another instruction. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** How many connections are open to its port. */
    public long connections() throws IOException {
        String port = ":%04X".formatted(client().port());
        long connections = 0;
        for (String table : List.of("tcp", "tcp6")) {
            try (Stream<String> sockets = Files.lines(Path.of("/proc", Long.toString(process.pid()), "net", table))) {
                connections += sockets.map(socket -> socket.strip().split(" +"))
                        .filter(columns -> columns[1].endsWith(port) && columns[3].equals(ESTABLISHED))
                        .count();
            }
        }
        return connections;
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its resident memory in MiB. */
    public long residentMebibytes() throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        if (!resident.find()) {
            throw new AssertionError("The process has no resident memory");
        }
        return Long.parseLong(resident.group(1)) / 1024;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
