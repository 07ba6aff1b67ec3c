package io.facegate.service.access.command;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.access.key.AccessKey;
import io.facegate.service.access.key.IssuedKey;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.access.key.KeyText;
import io.facegate.service.access.key.NewKey;
import io.facegate.service.access.key.Pepper;
import io.facegate.service.access.key.PepperSource;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.database.CommandDatabase;
import io.facegate.service.event.Events;
import io.smallrye.mutiny.Uni;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** What {@code ./facegate keys create|list|rotate|revoke} does. The specification is a program, which native images need. */
public final class KeysCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final Map<String, String> environment;
    private final Events events;
    private final PrintWriter out = new PrintWriter(System.out, true);

    private KeysCommand(Map<String, String> environment, Events events) {
        this.environment = environment;
        this.events = events;
    }

    /**
     * @param events who hears of what it does
     * @return the exit status: 0 done, 1 failed, 2 wrong usage
     */
    public static int run(Map<String, String> environment, List<String> arguments, Events events) {
        KeysCommand command = new KeysCommand(environment, events);
        return new CommandLine(KeysSyntax.specification())
                .setExecutionStrategy(command::execute)
                .execute(arguments.toArray(String[]::new));
    }

    private int execute(ParseResult parsed) {
        @Nullable Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (!parsed.hasSubcommand()) {
            parsed.commandSpec().commandLine().usage(System.err);
            return ExitCode.USAGE;
        }
        ParseResult command = parsed.subcommand();
        try (CommandDatabase database = CommandDatabase.ofEnvironment(environment)) {
            return execute(command, new KeyRepository(database.transactions(), events));
        } catch (StartupProblem | IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int execute(ParseResult command, KeyRepository keys) {
        return switch (command.commandSpec().name()) {
            case "create" -> shown(await(create(command, keys)));
            case "rotate" -> {
                Long hours = command.matchedOptionValue(KeysSyntax.OVERLAP_HOURS, OVERLAP.toHours());
                yield await(keys.rotate(idOf(command), Duration.ofHours(hours), pepper()))
                        .map(this::shown)
                        .orElseGet(() -> unknown(command));
            }
            case "revoke" -> await(keys.revoke(idOf(command))) ? ExitCode.OK : unknown(command);
            default -> listed(await(keys.list()));
        };
    }

    private Uni<IssuedKey> create(ParseResult command, KeyRepository keys) {
        @Nullable String service = command.matchedOptionValue(KeysSyntax.COMPREFACE, (String) null);
        if (service == null) {
            return keys.create(wanted(command, scopes(command)), pepper());
        }
        @Nullable String file = command.matchedOptionValue(KeysSyntax.EXISTING, (String) null);
        return keys.create(
                wanted(
                        command,
                        Stream.concat(CompreFaceService.of(service).scopes().stream(), scopes(command).stream())
                                .collect(Collectors.toSet())),
                file == null ? KeyText.randomUuid() : CompreFaceService.key(file),
                pepper());
    }

    private Pepper pepper() {
        return PepperSource.ofEnvironment(environment).read();
    }

    private static Set<Scope> scopes(ParseResult command) {
        return Arrays.stream(command.matchedOptionValue(KeysSyntax.SCOPES, new String[0]))
                .map(String::strip)
                .map(KeysCommand::scope)
                .collect(Collectors.toSet());
    }

    private static NewKey wanted(ParseResult command, Set<Scope> scopes) {
        String[] galleries = command.matchedOptionValue(KeysSyntax.GALLERIES, new String[0]);
        @Nullable Long days = command.matchedOptionValue(KeysSyntax.EXPIRES, (Long) null);
        return new NewKey(
                command.matchedOptionValue(KeysSyntax.NAME, ""),
                scopes,
                new BoundGalleries(Arrays.stream(galleries)
                        .map(String::strip)
                        .map(GalleryName::new)
                        .collect(Collectors.toSet())),
                days == null ? null : Duration.ofDays(days));
    }

    private static Scope scope(String code) {
        try {
            return Scope.ofCode(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no scope %s.".formatted(code), e);
        }
    }

    private static String idOf(ParseResult command) {
        return command.matchedPositionalValue(0, "");
    }

    private static int unknown(ParseResult command) {
        System.err.printf("There is no key %s that can be used.%nMaybe look: ./facegate keys list%n", idOf(command));
        return ExitCode.SOFTWARE;
    }

    /** Alone on its line, so that scripts can take it; what it is, beside. */
    private int shown(IssuedKey issued) {
        out.println(issued.text().text());
        System.err.printf(
                "The key %s (%s) may: %s. It is shown this once.%n",
                issued.key().id(), issued.key().name(), codes(issued.key()));
        return ExitCode.OK;
    }

    private int listed(List<AccessKey> keys) {
        out.printf("%-12s  %-8s  %-20s  %-20s  %-32s  %s%n", "ID", "STATE", "EXPIRES", "LAST USED", "SCOPES", "NAME");
        keys.forEach(key -> out.printf(
                "%-12s  %-8s  %-20s  %-20s  %-32s  %s%s%n",
                key.id(),
                key.state(Instant.now()).code(),
                time(key.expiresAt()),
                time(key.lastUsedAt()),
                codes(key),
                key.name(),
                key.galleries().areAll() ? "" : " " + key.galleries().names()));
        return ExitCode.OK;
    }

    private static String codes(AccessKey key) {
        return key.scopes().stream().map(Scope::code).sorted().collect(Collectors.joining(","));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
