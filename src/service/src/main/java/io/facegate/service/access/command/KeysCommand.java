package io.facegate.service.access.command;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.access.key.AccessKey;
import io.facegate.service.access.key.IssuedKey;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.access.key.NewKey;
import io.facegate.service.access.key.Pepper;
import io.facegate.service.access.key.PepperSource;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.database.CommandDatabase;
import io.smallrye.mutiny.Uni;
import java.io.PrintWriter;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What {@code ./facegate keys create|list|rotate|revoke} does. The specification is a program, which native images need. */
public final class KeysCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final String NAME = "--name";
    private static final String SCOPES = "--scopes";
    private static final String GALLERIES = "--galleries";
    private static final String EXPIRES = "--expires-in-days";
    private static final String OVERLAP_HOURS = "--overlap-hours";

    private final Map<String, String> environment;
    private final PrintWriter out = new PrintWriter(System.out, true);

    private KeysCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The exit status: 0 done, 1 failed, 2 wrong usage. */
    public static int run(Map<String, String> environment, List<String> arguments) {
        KeysCommand command = new KeysCommand(environment);
        return new CommandLine(specification())
                .setExecutionStrategy(command::execute)
                .execute(arguments.toArray(String[]::new));
    }

    private static CommandSpec specification() {
        String scopes = Stream.of(Scope.values()).map(Scope::code).collect(Collectors.joining(", "));
        return command("facegate keys", "Keys of those who may ask; works on the database.")
                .addSubcommand(
                        "create",
                        command("create", "Makes a key and shows it, once.")
                                .addOption(text(NAME, "NAME", "What it is for")
                                        .required(true)
                                        .build())
                                .addOption(list(SCOPES, "What it may do, with commas between: " + scopes)
                                        .required(true)
                                        .build())
                                .addOption(list(GALLERIES, "The galleries that it is bound to; default: all")
                                        .build())
                                .addOption(number(EXPIRES, "Default: it doesn't expire")
                                        .build()))
                .addSubcommand("list", command("list", "Shows all keys there ever were, without their secrets."))
                .addSubcommand(
                        "rotate",
                        command("rotate", "Makes a key that may do the same; the old one goes on for a while.")
                                .addPositional(id())
                                .addOption(number(OVERLAP_HOURS, "How long the old one goes on; default: 24")
                                        .build()))
                .addSubcommand(
                        "revoke",
                        command("revoke", "Ends a key for all services.").addPositional(id()));
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(description);
    }

    private static OptionSpec.Builder list(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("A,B")
                .type(String[].class)
                .splitRegex(",")
                .description(description);
    }

    private static OptionSpec.Builder number(String name, String description) {
        return OptionSpec.builder(name).paramLabel("N").type(Long.class).description(description);
    }

    private static PositionalParamSpec id() {
        return PositionalParamSpec.builder()
                .paramLabel("ID")
                .type(String.class)
                .required(true)
                .description("As 'keys list' shows it")
                .build();
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
            return execute(command, new KeyRepository(database.transactions()));
        } catch (StartupProblem | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int execute(ParseResult command, KeyRepository keys) {
        return switch (command.commandSpec().name()) {
            case "create" -> shown(await(keys.create(wanted(command), pepper())));
            case "rotate" -> {
                Long hours = command.matchedOptionValue(OVERLAP_HOURS, OVERLAP.toHours());
                yield await(keys.rotate(idOf(command), Duration.ofHours(hours), pepper()))
                        .map(this::shown)
                        .orElseGet(() -> unknown(command));
            }
            case "revoke" -> await(keys.revoke(idOf(command))) ? ExitCode.OK : unknown(command);
            default -> listed(await(keys.list()));
        };
    }

    private Pepper pepper() {
        return PepperSource.ofEnvironment(environment).read();
    }

    private static NewKey wanted(ParseResult command) {
        String[] galleries = command.matchedOptionValue(GALLERIES, new String[0]);
        String[] scopes = command.matchedOptionValue(SCOPES, new String[0]);
        @Nullable Long days = command.matchedOptionValue(EXPIRES, (Long) null);
        Set<Scope> wanted =
                Arrays.stream(scopes).map(String::strip).map(KeysCommand::scope).collect(Collectors.toSet());
        return new NewKey(
                command.matchedOptionValue(NAME, ""),
                wanted,
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
