package io.facegate.service.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the address of the database has to be written. What is wrong in it is told without a password that it may have. */
final class DatabaseAddress {
    private static final String SETTING =
            "FACEGATE_DB_URL is postgresql://HOST:PORT/DATABASE, without user and password.";
    private static final Pattern RIGHT = Pattern.compile("postgresql://[^\\s/@?]+/[^\\s/@?]+(\\?\\S*)?");
    private static final Pattern ANY = Pattern.compile(
            "(\\w+:/+)?((?<user>[^/]*)@)?(?<place>[^\\s/@?]+)(/(?<database>[^\\s/@?]*))?(\\?(?<parameters>.*))?",
            Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile("(^|&)(user|password)=");

    private DatabaseAddress() {}

    static Optional<StartFailure> wrong(String address) {
        Matcher parts = ANY.matcher(address.replaceFirst("^(jdbc:)?postgres(ql)?:/*", "postgresql://"));
        boolean readable = parts.matches();
        String parameters = readable && parts.group("parameters") != null ? parts.group("parameters") : "";
        boolean secret = SECRET.matcher(parameters).find();
        if (RIGHT.matcher(address).matches() && !secret) {
            return Optional.empty();
        }
        if (!readable) {
            return Optional.of(new StartFailure("FACEGATE_DB_URL is no address.", SETTING, "write it like that."));
        }
        String database = parts.group("database");
        String better = "postgresql://%s/%s"
                .formatted(parts.group("place"), database == null || database.isEmpty() ? "facegate" : database);
        if (secret || parts.group("user") != null) {
            return Optional.of(new StartFailure(
                    "FACEGATE_DB_URL has a user or a password in it.",
                    SETTING,
                    "set it to %s, and FACEGATE_DB_USER and FACEGATE_DB_PASSWORD to these.".formatted(better)));
        }
        return Optional.of(new StartFailure(
                "FACEGATE_DB_URL is %s.".formatted(address), SETTING, "%s is meant.".formatted(better)));
    }
}
