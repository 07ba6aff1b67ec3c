package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every setting is unless something else is said, and so which settings there are. {@code defaults.yaml} says it, and
 * nothing else does: of a run, of each of its stages, and of each kind of loss, sampler and schedule.
 */
record Defaults(ObjectNode all) {
    static final String NAME = "defaults";
    static final String PRESET = "preset";
    static final String STAGES = "stages";

    private static final String STAGE = "stage";
    private static final String KINDS = "kinds";

    static Defaults read() throws IOException {
        return new Defaults(SettingsYaml.resource(NAME));
    }

    /** Of a run, without its stages. */
    ObjectNode ofRun() {
        ObjectNode settings = all.deepCopy();
        settings.remove(List.of(STAGE, KINDS));
        return settings;
    }

    ObjectNode ofStage() {
        return all.withObject("/" + STAGE).deepCopy();
    }

    /**
     * What lies deeper is known to those that it belongs to.
     *
     * @throws ConfigurationException if one of the settings is none of a run
     */
    void requireKnown(ObjectNode settings) {
        List<String> known = new ArrayList<>(List.of(PRESET));
        ofRun().fieldNames().forEachRemaining(known::add);
        known.add(STAGES);
        settings.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "There is no setting %s.%n%s".formatted(name, Nearest.advice(name, known)));
            }
        });
    }

    /**
     * Stages with all their settings.
     *
     * @param stages as they were written
     * @throws ConfigurationException if there are none, or one of them is none
     */
    ArrayNode completed(@Nullable JsonNode stages) {
        if (stages == null || !stages.isArray() || stages.isEmpty()) {
            throw new ConfigurationException("There are no stages.%n%s".formatted(Presets.advice()));
        }
        ArrayNode complete = SettingsYaml.empty().arrayNode();
        for (JsonNode stage : stages) {
            if (!(stage instanceof ObjectNode own)) {
                throw new ConfigurationException(
                        "Setting stages[%d] must have settings of its own, not %s.".formatted(complete.size(), stage));
            }
            ObjectNode settings = ofStage();
            SettingsYaml.overlay(settings, own);
            completeKinds(settings);
            requireValues(settings, ofStage(), "stages[%d].".formatted(complete.size()));
            complete.add(settings);
        }
        return complete;
    }

    /** Gives everything that has a kind the defaults of its kind. */
    private void completeKinds(ObjectNode settings) {
        settings.properties().forEach(property -> {
            if (property.getValue() instanceof ObjectNode child) {
                JsonNode kind = child.get(SettingsYaml.KIND);
                String family =
                        property.getKey().equals("margin") || property.getKey().equals("decay")
                                ? "schedule"
                                : property.getKey();
                if (kind != null
                        && all.at("/" + KINDS + "/" + family + "/" + kind.asText()) instanceof ObjectNode known) {
                    ObjectNode complete = known.deepCopy();
                    complete.setAll(child);
                    property.setValue(complete);
                } else {
                    completeKinds(child);
                }
            }
        });
    }

    /**
     * Only what has no value by default may have none.
     *
     * @throws ConfigurationException if something else has none
     */
    void requireValues(ObjectNode ofRun) {
        requireValues(ofRun, all, "");
    }

    private static void requireValues(ObjectNode settings, JsonNode defaults, String place) {
        settings.properties().forEach(property -> {
            JsonNode usual = defaults.get(property.getKey());
            if (property.getValue().isNull() && usual != null && !usual.isNull()) {
                throw new ConfigurationException("Setting %s must have a value.%nMaybe leave it out; its default is %s."
                        .formatted(place + property.getKey(), usual));
            }
            if (property.getValue() instanceof ObjectNode child && usual instanceof ObjectNode) {
                requireValues(child, usual, place + property.getKey() + ".");
            }
        });
    }
}
