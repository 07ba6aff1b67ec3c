package io.facegate.client;

import picocli.CommandLine.Command;

/** {@code ./facegate audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Verifies, exports and shows what a service remembers of who did what.",
        subcommands = {AuditVerifyCommand.class, AuditExportCommand.class, AuditHeadCommand.class})
final class AuditCommand {}
