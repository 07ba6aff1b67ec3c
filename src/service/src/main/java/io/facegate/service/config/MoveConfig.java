package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Galleries that move to another model. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.move")
public interface MoveConfig {
    /**
     * Whether a picture that is granted access also enrols that person for the model that the gallery moves to, if they
     * have no template of it. Whoever deceives the old model once, by a likeness or a photograph, is then enrolled in the
     * new one for good. Default: false.
     */
    @WithDefault("false")
    boolean reEnrolOnVerification();
}
