package io.facegate.training.configuration;

import static io.facegate.training.configuration.Defaults.STAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes single settings where a preset, or a file, has said the rest: a list of stages would have to be repeated as a
 * whole.
 *
 * @param settings of the run, its stages as they were written; they are changed
 * @param stage the settings that a stage has
 */
record StageChanges(ObjectNode settings, JsonNode stage) {

    /**
     * @param changes by a stage's name, or its number from 0
     * @throws ConfigurationException if there is no such stage
     */
    void byName(ObjectNode changes) {
        changes.properties().forEach(change -> {
            if (!(change.getValue() instanceof ObjectNode own)) {
                throw new ConfigurationException("Setting stages.%s must have settings of its own, not %s."
                        .formatted(change.getKey(), change.getValue()));
            }
            SettingsYaml.overlay(stageCalled(change.getKey()), own);
        });
    }

    /**
     * @throws ConfigurationException if there is no such setting
     */
    void assign(Assignment assignment) {
        String first = assignment.path().get(0);
        if (settings.has(first) && !first.equals(STAGES)
                || first.equals(STAGES) && assignment.path().size() == 1) {
            assign(settings, assignment, 0);
        } else if (first.equals(STAGES)) {
            ObjectNode called = stageCalled(assignment.path().get(1));
            if (assignment.path().size() > 2) {
                assign(called, assignment, 2);
            } else if (assignment.value() instanceof ObjectNode own) {
                SettingsYaml.overlay(called, own);
            } else {
                throw new ConfigurationException(
                        "Setting stages[%s] must have settings of its own.%nMaybe name one: --set stages[%s].epochs=3."
                                .formatted(
                                        assignment.path().get(1),
                                        assignment.path().get(1)));
            }
        } else if (stage.has(first)) {
            written().forEach(each -> assign(each, assignment, 0));
        } else {
            List<String> known = new ArrayList<>(names(settings));
            known.addAll(names(stage));
            known.remove(STAGES);
            known.add(STAGES);
            throw new ConfigurationException(
                    "There is no setting %s.%n%s".formatted(first, Nearest.advice(first, known)));
        }
    }

    /** Walks to the value; what is missing on the way is made, for the defaults to complete. */
    private static void assign(JsonNode node, Assignment assignment, int step) {
        String name = assignment.path().get(step);
        boolean last = step == assignment.path().size() - 1;
        if (node instanceof ArrayNode list) {
            int index = index(name, list, assignment, step);
            if (last) {
                list.set(index, assignment.value());
            } else {
                assign(list.get(index), assignment, step + 1);
            }
        } else if (node instanceof ObjectNode object) {
            if (last) {
                SettingsYaml.overlay(object, SettingsYaml.empty().set(name, assignment.value()));
            } else {
                JsonNode next = object.get(name);
                if (next == null) {
                    next = object.putObject(name);
                }
                assign(next, assignment, step + 1);
            }
        } else {
            throw new ConfigurationException(
                    "Setting %s has no setting %s of its own; it is %s.".formatted(assignment.upTo(step), name, node));
        }
    }

    private static int index(String text, ArrayNode list, Assignment assignment, int step) {
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) < list.size()) {
            return Integer.parseInt(text);
        }
        throw new ConfigurationException("Setting %s has %d entries, from 0; there is no %s."
                .formatted(assignment.upTo(step), list.size(), text));
    }

    private ObjectNode stageCalled(String name) {
        List<ObjectNode> stages = written();
        List<String> known = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            JsonNode written = stages.get(i).get("name");
            String called = written == null ? stage.path("name").asText() : written.asText();
            if (name.equals(called) || name.equals(Integer.toString(i))) {
                return stages.get(i);
            }
            known.add(called);
        }
        if (known.isEmpty()) {
            throw new ConfigurationException(
                    "There is no stage %s to change: there are none.%n%s".formatted(name, Presets.advice()));
        }
        throw new ConfigurationException("There is no stage %s; there are %d, from 0.%n%s"
                .formatted(name, known.size(), Nearest.advice(name, known)));
    }

    private List<ObjectNode> written() {
        List<ObjectNode> stages = new ArrayList<>();
        settings.path(STAGES).forEach(each -> {
            if (each instanceof ObjectNode object) {
                stages.add(object);
            }
        });
        return stages;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
