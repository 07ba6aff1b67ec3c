package io.facegate.service.config;

import io.quarkus.runtime.configuration.ConfigurationException;

/** What an operator must mend before the service can start: said in its own words, without a stack trace. */
public final class StartupProblem extends ConfigurationException {
    private static final long serialVersionUID = 1;

    private final transient StartFailure failure;

    public StartupProblem(StartFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /**
     * To be thrown while the application starts: the message is printed, and the process ends with status 1.
     *
     * @param setting which setting decides about it, as a sentence
     * @param advice what follows "Maybe", if the problem's own message has no such line
     */
    public static StartupProblem of(RuntimeException problem, String setting, String advice) {
        return new StartupProblem(StartFailure.of(problem, setting, advice));
    }

    public StartFailure failure() {
        return failure;
    }
}
