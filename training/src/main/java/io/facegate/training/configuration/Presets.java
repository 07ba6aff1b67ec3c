package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Settings that go together, by their name. */
public final class Presets {
    /** The presets there are. */
    public static final List<String> NAMES = List.of("quick-cpu", "vggface2", "distill");

    private Presets() {}

    /**
     * @throws ConfigurationException if there is none of the name
     */
    static ObjectNode called(String name) throws IOException {
        if (!NAMES.contains(name)) {
            throw new ConfigurationException("There is no preset %s.%n%s".formatted(name, Nearest.advice(name, NAMES)));
        }
        return SettingsYaml.resource("preset-" + name);
    }

    /** Advice for who has no stages. */
    static String advice() {
        return "Maybe start from a preset: %s.".formatted(String.join(", ", NAMES));
    }
}
