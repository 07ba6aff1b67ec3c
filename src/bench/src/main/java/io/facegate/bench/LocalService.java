package io.facegate.bench;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The service that is measured. It is on this machine: nobody else is to be sent such loads. */
final class LocalService {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--service", defaultValue = "http://127.0.0.1:8080", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI address;

    /**
     * To be asked before anything is sent.
     *
     * @throws ParameterException if it is on another machine
     */
    void requireOnThisMachine() throws UnknownHostException {
        if (!InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
            throw new ParameterException(command.commandLine(), "The service must be on this machine");
        }
    }

    URI address() {
        return address;
    }

    /** With the key of the environment, if there is one. */
    HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(timeout);
        ServiceKey.ofEnvironment().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }
}
