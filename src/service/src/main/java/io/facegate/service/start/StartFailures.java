package io.facegate.service.start;

import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jboss.logging.Logger;

/** Tells whoever started the service why it didn't start: what a person can mend in three lines, anything else with its frames. */
public final class StartFailures {
    private StartFailures() {}

    public static void tell(Throwable failure) {
        String known = explained(failure);
        if (known.isEmpty()) {
            Logger.getLogger(StartFailures.class).error("Facegate can't start, and this is not foreseen", failure);
            return;
        }
        System.err.println(known);
    }

    /** Empty if it is not one of those that are foreseen. */
    static String explained(Throwable failure) {
        for (Throwable cause : Refusal.causes(failure).toList()) {
            if (cause instanceof StartupProblem problem) {
                return problem.failure().toString();
            }
            if (cause instanceof ConfigValidationException invalid) {
                return IntStream.range(0, invalid.getProblemCount())
                        .mapToObj(invalid::getProblem)
                        .map(problem -> SettingProblem.told(problem.getMessage()))
                        .collect(Collectors.joining(System.lineSeparator()));
            }
            if (cause instanceof QuarkusBindException taken) {
                return ofPort(taken).toString();
            }
            if (cause instanceof FlywayException refused && hasOwnWords(refused)) {
                return ofMigrations(refused).toString();
            }
        }
        return Refusal.in(failure)
                .map(refusal -> DatabaseFailures.ofTheOwner().of(refusal).toString())
                .orElseGet(() -> ofConfiguration(failure));
    }

    private static boolean hasOwnWords(FlywayException refused) {
        return refused instanceof FlywayValidateException
                || refused.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE;
    }

    private static StartFailure ofMigrations(FlywayException refused) {
        return refused instanceof FlywayValidateException
                ? DatabaseFailures.ofTheOwner().ofOtherHistory(String.valueOf(refused.getMessage()))
                : DatabaseFailures.ofTheOwner().ofForeignSchema();
    }

    private static StartFailure ofPort(QuarkusBindException taken) {
        return new StartFailure(
                "port %d of %s is taken or not allowed.".formatted(taken.getPort(), taken.getHost()),
                "QUARKUS_HTTP_PORT is the port, QUARKUS_HTTP_HOST the address.",
                "another service runs already: ss -ltnp 'sport = :%d' names it.".formatted(taken.getPort()));
    }

    private static String ofConfiguration(Throwable failure) {
        return Refusal.causes(failure)
                .filter(ConfigurationException.class::isInstance)
                .findFirst()
                .map(problem -> new StartFailure(
                                String.valueOf(problem.getMessage()),
                                "It is about a setting of Quarkus (https://quarkus.io/guides/all-config).",
                                "its value is mistyped.")
                        .toString())
                .orElse("");
    }
}
