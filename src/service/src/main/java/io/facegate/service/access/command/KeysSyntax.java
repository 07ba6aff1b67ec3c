package io.facegate.service.access.command;

import io.facegate.service.access.Scope;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may be typed after {@code ./facegate keys}. */
final class KeysSyntax {
    static final String NAME = "--name";
    static final String SCOPES = "--scopes";
    static final String GALLERIES = "--galleries";
    static final String EXPIRES = "--expires-in-days";
    static final String OVERLAP_HOURS = "--overlap-hours";
    static final String COMPREFACE = "--compreface";
    static final String EXISTING = "--existing";

    private KeysSyntax() {}

    static CommandSpec specification() {
        String scopes = Stream.of(Scope.values()).map(Scope::code).collect(Collectors.joining(", "));
        return command("facegate keys", "Keys of those who may ask; works on the database.")
                .addSubcommand(
                        "create",
                        command("create", "Makes a key and shows it, once.")
                                .addOption(text(NAME, "NAME", "What it is for")
                                        .required(true)
                                        .build())
                                .addOption(list(SCOPES, "What it may do, with commas between: " + scopes)
                                        .build())
                                .addOption(list(GALLERIES, "The galleries that it is bound to; default: all")
                                        .build())
                                .addOption(number(EXPIRES, "Default: it doesn't expire")
                                        .build())
                                .addOption(text(
                                                COMPREFACE,
                                                "SERVICE",
                                                "Makes a UUID, for a program written for CompreFace: "
                                                        + CompreFaceService.CODES
                                                        + ", which stands for its scopes; "
                                                        + SCOPES
                                                        + " adds others")
                                        .build())
                                .addOption(text(
                                                EXISTING,
                                                "FILE",
                                                "With --compreface: takes the key that the program has already, the only"
                                                        + " line of this file; - for the standard input")
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
}
