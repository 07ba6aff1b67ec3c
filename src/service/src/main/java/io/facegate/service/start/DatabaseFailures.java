package io.facegate.service.start;

import io.facegate.service.config.StartFailure;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Why the database can't be used, in the words of {@code docs/database.md}.
 *
 * @param role whom it was asked as
 * @param settings that name this role and its password
 */
record DatabaseFailures(String address, String role, String settings) {
    /** Of the role that migrates. */
    static DatabaseFailures ofTheOwner() {
        String owner = setting("quarkus.flyway.username");
        return owner.equals(setting("quarkus.datasource.username"))
                ? ofTheApplication()
                : new DatabaseFailures(configuredAddress(), owner, "FACEGATE_DB_OWNER and FACEGATE_DB_OWNER_PASSWORD");
    }

    /** Of the role that the service works as. */
    static DatabaseFailures ofTheApplication() {
        return new DatabaseFailures(
                configuredAddress(),
                setting("quarkus.datasource.username"),
                "FACEGATE_DB_USER and FACEGATE_DB_PASSWORD");
    }

    private static String configuredAddress() {
        return setting("quarkus.datasource.reactive.url");
    }

    private static String setting(String property) {
        return ConfigProvider.getConfig()
                .getOptionalValue(property, String.class)
                .orElse("");
    }

    StartFailure of(Refusal refusal) {
        return switch (refusal.state()) {
            case Refusal.UNREACHABLE, "08000", "08003", "08004", "08006" ->
                failure(
                        "no PostgreSQL answers at %s (%s).".formatted(address, refusal.message()),
                        "FACEGATE_DB_URL says where it is.",
                        "start it, or leave FACEGATE_DB_URL out: ./facegate serve then brings one.");
            case "57P03", "53300" ->
                failure(
                        "PostgreSQL at %s takes no connection now (%s).".formatted(address, refusal.message()),
                        "FACEGATE_DB_URL says where it is, FACEGATE_DB_CONNECTIONS how many it shall take.",
                        "try again in a moment, or raise its max_connections.");
            case "28P01", "28000" ->
                failure(
                        "PostgreSQL at %s doesn't let %s in (%s).".formatted(address, role, refusal.message()),
                        "%s are the role and its password.".formatted(settings),
                        "the password is another one, or pg_hba.conf has no line for this role.");
            case "3D000" ->
                failure(
                        "there is no such database as in %s.".formatted(address),
                        "FACEGATE_DB_URL names it after the last slash.",
                        "create it (docs/database.md): CREATE DATABASE ... OWNER ...");
            case "42501" ->
                failure(
                        "the role %s lacks a right in %s (%s).".formatted(role, address, refusal.message()),
                        "%s are the role and its password.".formatted(settings),
                        advice(refusal, "make it the owner (docs/database.md): ALTER DATABASE ... OWNER TO ..."));
            case "0A000", "58P01", "42704" ->
                failure(
                        "PostgreSQL at %s has no pgvector (%s).".formatted(address, refusal.message()),
                        "FACEGATE_DB_URL says where it is.",
                        advice(refusal, "install pgvector there (docs/database.md shows ways to it)."));
            default ->
                failure(
                        "PostgreSQL at %s refuses: %s (%s).".formatted(address, refusal.message(), refusal.state()),
                        "FACEGATE_DB_URL says where it is, %s as whom it is used.".formatted(settings),
                        advice(refusal, "its log says more."));
        };
    }

    /** A schema that Flyway finds, and didn't make. */
    StartFailure ofForeignSchema() {
        return failure(
                "%s has tables that this service did not make, or that were made by hand.".formatted(address),
                "FACEGATE_DB_MIGRATE is true: the service brings the schema up to date itself.",
                "set FACEGATE_DB_MIGRATE=false, and go on by hand (docs/database.md); or name an empty database.");
    }

    /** A schema whose history differs from the migrations of this release. */
    StartFailure ofOtherHistory(String message) {
        return failure(
                "the migrations that made %s are others than those of this release: %s".formatted(address, message),
                "FACEGATE_DB_MIGRATE is true: the service brings the schema up to date itself.",
                "this is the database of a changed version: name another one by FACEGATE_DB_URL.");
    }

    private static String advice(Refusal refusal, String otherwise) {
        String hint = refusal.hint();
        return hint == null ? otherwise : hint.replaceFirst("^Maybe ", "");
    }

    private static StartFailure failure(String what, String setting, String advice) {
        return new StartFailure(what, setting, advice);
    }
}
