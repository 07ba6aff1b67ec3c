package io.facegate.service.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.gallery.ExternalId;
import io.facegate.service.access.key.ServiceSecrets;
import io.facegate.service.config.AuditConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What people are called in entries: by their external id, or by a pseudonym, which is always the same for the same external
 * id, and which nobody can tell it from without the service's pepper.
 */
@Singleton
final class AuditNames {
    private static final String PURPOSE = "people in the audit";
    private static final String PREFIX = "pseudonym:";
    private static final int LENGTH = 16;

    private final ServiceSecrets secrets;
    private final boolean pseudonyms;

    AuditNames(ServiceSecrets secrets, AuditConfig config) {
        this.secrets = secrets;
        this.pseudonyms = config.pseudonyms();
    }

    /** Without a pepper the service doesn't start, rather than that it fails with the first entry. */
    void check(@Observes StartupEvent event) {
        if (pseudonyms) {
            pseudonym(new ExternalId("anybody"));
        }
    }

    /** As a new entry has it. */
    String of(ExternalId identity) {
        return pseudonyms ? pseudonym(identity) : identity.value();
    }

    /** As entries may have it: the setting may have been another when they were written. */
    List<String> all(ExternalId identity) {
        return pseudonyms ? List.of(identity.value(), pseudonym(identity)) : List.of(identity.value());
    }

    private String pseudonym(ExternalId identity) {
        byte[] hash = secrets.hash(PURPOSE, identity.value().getBytes(UTF_8));
        return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, LENGTH));
    }
}
