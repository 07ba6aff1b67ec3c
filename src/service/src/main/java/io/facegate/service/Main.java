package io.facegate.service;

import io.facegate.service.access.command.KeysCommand;
import io.facegate.service.audit.CommandAudit;
import io.facegate.service.event.Events;
import io.facegate.service.health.ReadinessProbe;
import io.facegate.service.start.Rehearsal;
import io.facegate.service.start.StartFailures;
import io.facegate.service.web.http.HttpChannels;
import io.facegate.vision.NativeLibraries;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.List;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service or, with the argument {@code health}, asks the one that runs whether it is ready; with {@code keys},
 * works on the keys in the database; with {@code rehearse}, starts for the build, and ends.
 */
@QuarkusMain
public final class Main {
    private static final List<String> HEALTH = List.of("health");
    private static final String KEYS = "keys";
    private static final List<String> REHEARSE = List.of("rehearse");

    private Main() {}

    public static void main(String... arguments) throws IOException {
        System.setProperty(HttpChannels.EXTENSIONS, HttpChannels.LOADED);
        if (arguments.length > 0 && arguments[0].equals(KEYS)) {
            System.exit(KeysCommand.run(
                    System.getenv(),
                    List.of(arguments).subList(1, arguments.length),
                    Events.toldTo(new CommandAudit())));
        } else if (REHEARSE.equals(List.of(arguments))) {
            Rehearsal.settings().forEach(System::setProperty);
            Quarkus.run(Rehearsal.class, Main::end, arguments);
        } else if (!HEALTH.equals(List.of(arguments))) {
            NativeLibraries.loadBeside();
            // if the configuration is wrong, what Hibernate tells of itself would be printed before what is wrong
            Logger.getLogger("org.hibernate.orm").setLevelName("WARN");
            Quarkus.run(null, Main::end, arguments);
        } else if (!ReadinessProbe.ofEnvironment(System.getenv()).passes()) {
            System.exit(1);
        }
    }

    private static void end(int status, @Nullable Throwable failure) {
        if (failure != null) {
            StartFailures.tell(failure);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, failure);
    }
}
