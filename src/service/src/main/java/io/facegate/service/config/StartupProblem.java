package io.facegate.service.config;

import io.quarkus.runtime.configuration.ConfigurationException;

/** What an operator must mend before the service can start: said in its own words, without a stack trace. */
public final class StartupProblem {
    private StartupProblem() {}

    /** To be thrown while the application starts: the message is printed, and the process ends with status 1. */
    public static RuntimeException of(RuntimeException problem) {
        return new ConfigurationException("Facegate can't start. " + problem.getMessage());
    }
}
