package io.facegate.training.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.facegate.vision.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Every model that one command gets. */
public final class Catalogue {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<PublishedModel> models;

    Catalogue(List<PublishedModel> models) {
        this.models = List.copyOf(models);
    }

    /** The project's own. */
    public static Catalogue read() throws IOException {
        return new Catalogue(YAML.readValue(resource("catalogue.yaml"), new TypeReference<List<PublishedModel>>() {}));
    }

    public List<PublishedModel> models() {
        return models;
    }

    /**
     * @throws ModelException if there is none of this name
     */
    public PublishedModel model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException("There is no model '%s' in the catalogue; there are %s."
                        .formatted(
                                name, models.stream().map(PublishedModel::name).collect(Collectors.joining(", ")))));
    }

    /** The publishers' licence, in their words. */
    public static String licenceText(PublishedModel model) throws IOException {
        return new String(resource(model.licenceText()), StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("%s is not in the program".formatted(name));
            }
            return in.readAllBytes();
        }
    }
}
