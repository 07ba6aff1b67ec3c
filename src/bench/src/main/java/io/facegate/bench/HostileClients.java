package io.facegate.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench clients}: whether clients that send the worst JSON hurt others. Only for a service on this machine. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures what a service on this machine still answers, and how fast, while clients send the worst JSON.")
public final class HostileClients implements Callable<Integer> {
    private static final int MOST_CLIENTS = 32;
    private static final int MOST_SECONDS = 120;
    private static final double ALLOWED_MILLISECONDS = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private LocalService service = new LocalService();

    @Option(
            names = "--clients",
            defaultValue = "9",
            description = "Up to " + MOST_CLIENTS + " (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Up to " + MOST_SECONDS + " (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Parameters(paramLabel = "PICTURE", description = "A picture of one face, for /embedding")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path picture;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Attacker attacker = new Attacker();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HostileClients()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        check(clients <= MOST_CLIENTS && clients >= 1, "--clients must be 1 to " + MOST_CLIENTS);
        check(seconds <= MOST_SECONDS && seconds >= 1, "--seconds must be 1 to " + MOST_SECONDS);
        service.requireOnThisMachine();
        byte[] face = Files.readAllBytes(picture);
        PrintWriter out = spec.commandLine().getOut();
        out.println("while | requests | failed | p50 ms | p99 ms | max ms");
        Figures alone = measure("nobody else", 0, face, out);
        Figures attacked = measure("%d clients send the worst JSON".formatted(clients), clients, face, out);
        out.printf("The %d clients were answered: %s%n", clients, new TreeMap<>(answers));
        boolean right = alone.failures() + attacked.failures() == 0
                && attacked.health().percentile(0.99) <= ALLOWED_MILLISECONDS;
        out.println(
                right
                        ? "As it should be."
                        : "NOT as it should be: p99 of health is to be 100 ms at most, and nothing to fail.");
        out.flush();
        return right ? 0 : 1;
    }

    private void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private record Figures(Latencies health, Latencies embedding) {
        int failures() {
            return health.failures() + embedding.failures();
        }
    }

    private Figures measure(String name, int attackers, byte[] face, PrintWriter out) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        BooleanSupplier going = () -> System.nanoTime() < end;
        Figures figures = new Figures(new Latencies(), new Latencies());
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < attackers; client++) {
            int first = client;
            threads.add(new Thread(() -> attack(first, going)));
        }
        threads.add(new Thread(
                () -> ask(service.request("/q/health/live", PATIENCE).GET().build(), figures.health, going)));
        threads.add(new Thread(() -> ask(
                service.request("/embedding", PATIENCE)
                        .header("Content-Type", "image/jpeg")
                        .POST(BodyPublishers.ofByteArray(face))
                        .build(),
                figures.embedding,
                going)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        out.printf("%s: /q/health/live | %s%n", name, figures.health.row());
        out.printf("%s: /embedding | %s%n", name, figures.embedding.row());
        out.flush();
        return figures;
    }

    private void ask(HttpRequest request, Latencies latencies, BooleanSupplier going) {
        while (going.getAsBoolean()) {
            long start = System.nanoTime();
            boolean right;
            try {
                right = http.send(request, BodyHandlers.discarding()).statusCode() == 200;
                latencies.add(right, System.nanoTime() - start);
                Thread.sleep(PAUSE.toMillis());
            } catch (IOException e) {
                latencies.add(false, System.nanoTime() - start);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void attack(int first, BooleanSupplier going) {
        WorstBody[] bodies = WorstBody.values();
        for (int round = first; going.getAsBoolean(); round++) {
            WorstBody body = bodies[round % bodies.length];
            String answer;
            try {
                answer = attacker.send(service.address(), body);
            } catch (IOException closed) {
                answer = "closed";
            }
            answers.computeIfAbsent(body + " " + answer, name -> new AtomicInteger())
                    .incrementAndGet();
        }
    }
}
