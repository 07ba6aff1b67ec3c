package io.facegate.client;

import io.facegate.gallery.audit.AuditFinding;
import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import io.facegate.gallery.audit.AuditVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Computes every hash anew and prints the first place where the audit was changed. Exit status: 0 it is"
                        + " whole, 1 it is not.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "An exported audit (default: the audit of the running service)")
    @Nullable
    private Path file;

    @Option(
            names = "--written-down",
            paramLabel = "FILE",
            description = "A text with positions as audit head or the service's log has them. Without one, nobody can"
                    + " tell whether the end was cut off, or all hashes were computed anew")
    private List<Path> writtenDown = new ArrayList<>();

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<AuditPosition> known = new ArrayList<>();
        for (Path text : writtenDown) {
            known.addAll(AuditPosition.allIn(Files.readString(text)));
        }
        return file == null ? verifyService(known) : verifyFile(file, known);
    }

    private int verifyService(List<AuditPosition> known) throws IOException, InterruptedException {
        RemoteAudit audit = new RemoteAudit(service.connect());
        AuditPosition start = audit.start();
        Verification verification = new Verification(new AuditVerifier(start, known));
        audit.read(start.position(), verification::take);
        return tell(verification, known.size());
    }

    private int verifyFile(Path exported, List<AuditPosition> known) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(exported)) {
            @Nullable Verification verification = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (verification == null) {
                    verification = new Verification(new AuditVerifier(before(AuditLine.parse(line), known), known));
                }
                if (!verification.take(line)) {
                    break;
                }
            }
            if (verification == null) {
                throw new ClientException("%s is empty.".formatted(exported));
            }
            return tell(verification, known.size());
        }
    }

    /** Before a file's first line. */
    private static AuditPosition before(AuditLine first, List<AuditPosition> known) {
        long position = first.position() - 1;
        if (position == 0) {
            return AuditPosition.GENESIS;
        }
        return known.stream()
                .filter(written -> written.position() == position)
                .findFirst()
                .orElseThrow(() -> new ClientException(
                        "The file begins at position %d, and nothing says what was before.%nMaybe give the position and hash at %d by --written-down, such as that of the file before."
                                .formatted(first.position(), position)));
    }

    private int tell(Verification verification, int known) {
        Optional<AuditFinding> found = verification.end();
        PrintWriter out = spec.commandLine().getOut();
        AuditVerifier verifier = verification.verifier;
        if (found.isPresent()) {
            out.printf(
                    "BROKEN at position %d: %s%n",
                    found.get().position(), found.get().why());
            out.printf("Right up to %s%n", verifier.head());
        } else {
            out.printf("Whole: %d entries up to %s%n", verifier.entries(), verifier.head());
        }
        if (verifier.late() > 0) {
            out.printf(
                    "%d entries got their position more than an hour after the time that they say.%n", verifier.late());
        }
        if (known == 0) {
            out.println("Nothing was compared with what was written down elsewhere: a cut end would not be seen.");
        }
        out.flush();
        return found.isPresent() ? 1 : 0;
    }

    /** Up to the first finding. */
    private static final class Verification {
        private final AuditVerifier verifier;
        private Optional<AuditFinding> found = Optional.empty();

        Verification(AuditVerifier verifier) {
            this.verifier = verifier;
        }

        boolean take(String line) {
            found = verifier.add(AuditLine.parse(line));
            return found.isEmpty();
        }

        Optional<AuditFinding> end() {
            return found.isPresent() ? found : verifier.end();
        }
    }
}
