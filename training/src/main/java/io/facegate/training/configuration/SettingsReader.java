package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.fit.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's settings: what the command line says, over what the file says, over what its preset says, over the
 * defaults. A key that is not there is an error.
 */
public final class SettingsReader {
    private final Defaults defaults;

    public SettingsReader() throws IOException {
        this.defaults = Defaults.read();
    }

    /**
     * @param file null for a preset alone
     * @throws ConfigurationException if the settings can't be used; the message says where
     */
    public RunSettings read(@Nullable Path file, Overrides overrides) throws IOException {
        ObjectNode own =
                file == null ? SettingsYaml.empty() : SettingsYaml.settings(Files.readString(file), file.toString());
        defaults.requireKnown(own);
        JsonNode ofFile = own.remove(Defaults.PRESET);
        String preset = ofFile == null || ofFile.isNull() ? null : ofFile.asText();
        return read(own, overrides.preset() == null ? preset : overrides.preset(), overrides);
    }

    private RunSettings read(ObjectNode own, @Nullable String preset, Overrides overrides) throws IOException {
        ObjectNode settings = defaults.ofRun();
        if (preset != null) {
            SettingsYaml.overlay(settings, Presets.called(preset));
        }
        // of stages by their names, over those of the preset
        ObjectNode changes =
                own.get(Defaults.STAGES) instanceof ObjectNode ? (ObjectNode) own.remove(Defaults.STAGES) : null;
        SettingsYaml.overlay(settings, own);
        SettingsYaml.overlay(settings, overrides.data());
        StageChanges stages = new StageChanges(settings, defaults.ofStage());
        if (changes != null) {
            stages.byName(changes);
        }
        overrides.assignments().stream().map(Assignment::of).forEach(stages::assign);
        settings.set(Defaults.STAGES, defaults.completed(settings.get(Defaults.STAGES)));
        defaults.requireValues(settings);
        RunSettings read = SettingsYaml.convert(settings, RunSettings.class);
        if (read.start() == null) {
            read.requireTrainedBackbone("start is null");
        }
        return read;
    }

    /** How training pictures are changed unless the settings say otherwise. */
    public Augmentation defaultAugmentation() {
        return SettingsYaml.convert(defaults.ofRun().get("augmentation"), Augmentation.class);
    }

    /** The text of the file with all defaults, for people. */
    public static String documentation() throws IOException {
        return SettingsYaml.text(Defaults.NAME);
    }
}
