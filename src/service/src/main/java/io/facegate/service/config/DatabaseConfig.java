package io.facegate.service.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The database. {@code microprofile-config.properties} hands these on to Quarkus; here they are checked, and the absent ones
 * have the defaults that it gives them.
 */
@Unremovable // nothing injects it
@RegisterForReflection
@ConfigMapping(prefix = "facegate.db")
public interface DatabaseConfig {
    /** {@code postgresql://host:port/database}, without a user. Default: postgresql://localhost:5432/facegate. */
    Optional<String> url();

    /** The role that the service works as. Default: facegate_application. */
    Optional<String> user();

    /** Of that role. Default: empty. */
    Optional<String> password();

    /** The role that migrations run as. Default: that of the service. */
    Optional<String> owner();

    /** Of that role. Default: that of the service's role. */
    Optional<String> ownerPassword();

    /** Whether the service migrates the schema when it starts. Default: true. */
    @WithDefault("true")
    boolean migrate();

    /** Connections for requests at most. Default: 12. */
    @WithDefault("12")
    @Range(from = 1, to = 10_000)
    int connections();

    /** Connections for imports, exports and deletions at most, besides those. Default: 4. */
    @WithDefault("4")
    @Range(from = 1, to = 10_000)
    int bulkConnections();

    /** How long anything waits for somebody else's lock, as PostgreSQL writes it. Default: 5s. */
    @WithDefault("5s")
    String lockTimeout();

    /** How long a statement of a request may take, as PostgreSQL writes it. Default: 30s. */
    @WithDefault("30s")
    String statementTimeout();

    /** The same for one of an import, an export or a deletion. Default: 5min. */
    @WithDefault("5min")
    String bulkStatementTimeout();
}
