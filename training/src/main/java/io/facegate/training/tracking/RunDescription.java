package io.facegate.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as its trackers know it.
 *
 * @param name for people
 * @param settings numbers, truth values and texts by their paths, such as {@code stages/0/rates/head}
 */
public record RunDescription(String name, SortedMap<String, Object> settings) {
    public RunDescription {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * @param settings a tree of them
     */
    public static RunDescription of(String name, JsonNode settings) {
        SortedMap<String, Object> flat = new TreeMap<>();
        flatten("", settings, flat);
        return new RunDescription(name, flat);
    }

    /** How a run in this folder is called. */
    public static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "run" : name.toString();
    }

    private static void flatten(String path, JsonNode node, Map<String, Object> flat) {
        String prefix = path.isEmpty() ? "" : path + "/";
        if (node.isObject()) {
            node.properties().forEach(property -> flatten(prefix + property.getKey(), property.getValue(), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i, node.get(i), flat);
            }
        } else if (node.isNumber()) {
            flat.put(path, node.numberValue());
        } else if (node.isBoolean()) {
            flat.put(path, node.booleanValue());
        } else if (!node.isNull()) {
            flat.put(path, node.asText());
        }
    }
}
