package io.facegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./facegate bench load}: a closed loop. Each of some connections sends a picture and waits for the answer before it sends
 * the next one; who is refused tries again at once, which is what the worst clients do. Only for a service on this machine.
 */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures how many pictures a service on this machine answers, and how fast, for some connections.")
public final class LoadBenchmark implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_SECONDS = 3_600;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private LocalService service = new LocalService();

    @Option(
            names = "--path",
            defaultValue = "/embedding",
            description = "Takes a picture, such as /v1/galleries/NAME/identify (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String path;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Send forms instead of pictures as bodies: each of these parts has the picture after the one before,"
                            + " such as reference,probe for /v1/compare")
    private List<String> parts = List.of();

    @Option(
            names = "--text",
            paramLabel = "NAME=FILE",
            description =
                    "Another part of these forms, such as ref_embedding for /compare, and the file that has its text")
    private Map<String, Path> texts = Map.of();

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,4,16,64",
            description = "Up to " + MOST_CONNECTIONS + " each (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Integer> connections;

    @Option(names = "--seconds", defaultValue = "20", description = "For each of them (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there")
    private @Nullable Path json;

    @Parameters(paramLabel = "PICTURE", arity = "1..*", description = "Pictures of one face, sent in turn")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> pictures;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        check(
                connections.stream().allMatch(number -> number >= 1 && number <= MOST_CONNECTIONS),
                "--connections must be 1 to " + MOST_CONNECTIONS);
        check(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds must be 1 to " + MOST_SECONDS);
        check(texts.isEmpty() || !parts.isEmpty(), "--text is for forms: --parts names their pictures");
        service.requireOnThisMachine();
        List<HttpRequest> requests = requests();
        PrintWriter out = spec.commandLine().getOut();
        new ClosedLoop(requests).run(1, WARM_UP);
        out.println(LoadFigures.HEAD);
        List<LoadFigures> all = new ArrayList<>();
        for (int number : connections) {
            LoadFigures figures = new ClosedLoop(requests).run(number, Duration.ofSeconds(seconds));
            all.add(figures);
            out.println(figures.row());
            out.flush();
        }
        if (json != null) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), Map.of("path", path, "pictures", pictures.size(), "runs", all));
        }
        return all.stream().allMatch(LoadFigures::isClean) ? 0 : 1;
    }

    private List<HttpRequest> requests() throws IOException {
        String type = parts.isEmpty() ? "image/jpeg" : FormBody.CONTENT_TYPE;
        return bodies().stream()
                .map(body -> service.request(path, Duration.ofSeconds(60))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build())
                .toList();
    }

    private List<byte[]> bodies() throws IOException {
        List<byte[]> read = new ArrayList<>();
        for (Path picture : pictures) {
            read.add(Files.readAllBytes(picture));
        }
        if (parts.isEmpty()) {
            return read;
        }
        Map<String, String> written = new LinkedHashMap<>();
        for (Map.Entry<String, Path> text : texts.entrySet()) {
            written.put(text.getKey(), Files.readString(text.getValue()));
        }
        return new PictureForms(parts, written).of(read);
    }

    private void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
