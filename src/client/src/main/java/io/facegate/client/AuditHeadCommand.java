package io.facegate.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "head",
        mixinStandardHelpOptions = true,
        description =
                "Prints the last position and its hash. Written down where nobody writes who can write the database, it"
                        + " fixes all that is there up to now: verify --written-down.")
final class AuditHeadCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getOut().println(new RemoteAudit(service.connect()).head());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
