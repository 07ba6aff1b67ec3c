package io.facegate.training.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * YAML as settings are written in it: nothing unknown, nothing missing, nothing twice, and no value of another type, such as
 * 2.7 epochs.
 */
public final class SettingsYaml {
    /** What tells apart settings of one place that have different settings of their own. */
    static final String KIND = "kind";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Boolean, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .build();

    private SettingsYaml() {}

    /**
     * @param name of the text, for messages
     * @throws ConfigurationException if it is no YAML, or not a list of settings
     */
    public static ObjectNode settings(String text, String name) {
        JsonNode settings = value(text, name);
        if (settings.isMissingNode() || settings.isNull()) {
            return YAML.createObjectNode();
        }
        if (settings instanceof ObjectNode object) {
            return object;
        }
        throw new ConfigurationException(
                "%s has no settings.%nMaybe lines such as \"seed: 1\"; ./facegate train --show-defaults prints all."
                        .formatted(name));
    }

    /** Of a file that comes with the program. */
    static ObjectNode resource(String name) throws IOException {
        return settings(text(name), name);
    }

    static String text(String name) throws IOException {
        try (InputStream in = SettingsYaml.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The resource %s.yaml is missing".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode value(String text, String name) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            int line = Math.min(
                    line(e), (int) Math.max(1, text.stripTrailing().lines().count()));
            throw new ConfigurationException(
                    "%s, line %d: this is not YAML: %s"
                            .formatted(
                                    name, line, e.getOriginalMessage().lines().reduce("", SettingsYaml::saying)),
                    e);
        }
    }

    /** Where the mistake is; Jackson says where the last part ended that it understood. */
    private static int line(JsonProcessingException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return marked.getProblemMark().getLine() + 1;
        }
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    /** SnakeYAML quotes the text with an arrow below it; what it says lies between. */
    private static String saying(String said, String line) {
        boolean quoted = line.startsWith(" ");
        return quoted ? said : said.isEmpty() ? line : said + "; " + line;
    }

    /** Objects are merged, unless they are of different kinds; anything else is replaced. */
    public static void overlay(ObjectNode under, ObjectNode over) {
        over.properties().forEach(property -> {
            JsonNode below = under.get(property.getKey());
            JsonNode above = property.getValue();
            if (below instanceof ObjectNode belowObject
                    && above instanceof ObjectNode aboveObject
                    && (!above.has(KIND) || above.get(KIND).equals(below.get(KIND)))) {
                overlay(belowObject, aboveObject);
            } else {
                under.set(property.getKey(), above.deepCopy());
            }
        });
    }

    static ObjectNode empty() {
        return YAML.createObjectNode();
    }

    /**
     * @throws ConfigurationException if the settings don't fit; the message names the one that doesn't
     */
    public static <T> T convert(JsonNode settings, Class<T> type) {
        try {
            return YAML.treeToValue(settings, type);
        } catch (JsonMappingException e) {
            throw SettingProblem.of(e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("The settings can't be used: " + e.getOriginalMessage(), e);
        }
    }
}
