package io.facegate.service.web.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says what fields are in the one way that generators of clients understand: a field that may be null is any of its schema and
 * null, and what has a name is referred to, never described again where it is used.
 */
final class FieldSchemas {
    private static final String COMPONENTS = "#/components/schemas/";

    /** Names by what a schema is made of. */
    private final Map<Shape, String> named = new HashMap<>();

    private record Shape(
            @Nullable Set<String> fields, @Nullable List<Object> values) {}

    private FieldSchemas() {}

    static void unify(OpenAPI document) {
        FieldSchemas schemas = new FieldSchemas();
        Map<String, Schema> components = document.getComponents().getSchemas();
        components.forEach((name, schema) -> {
            if (schema.getType() != null && schema.getType().contains(SchemaType.NULL)) {
                // whoever refers to it says whether there may be none; fields share this list
                schema.setType(schema.getType().stream()
                        .filter(type -> type != SchemaType.NULL)
                        .toList());
            }
            if (hasShape(schema)) {
                schemas.named.putIfAbsent(shape(schema), COMPONENTS + name);
            }
        });
        components.values().forEach(schemas::unifyFields);
    }

    /** A parameter that has a default refers to its schema, as one without does. */
    static void unify(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            Schema schema = parameter.getSchema();
            if (schema != null && schema.getAllOf() != null && schema.getAllOf().size() == 2) {
                schema.setRef(schema.getAllOf().get(0).getRef());
                schema.setDefaultValue(schema.getAllOf().get(1).getDefaultValue());
                schema.setAllOf(null);
            }
        }
    }

    private void unifyFields(Schema schema) {
        if (isAnything(schema.getAdditionalPropertiesSchema())) {
            schema.setAdditionalPropertiesBoolean(true);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::unifyField);
        }
    }

    private void unifyField(Schema field) {
        unifyFields(field);
        List<SchemaType> types = Objects.requireNonNullElse(field.getType(), List.of());
        boolean nullable = types.contains(SchemaType.NULL);
        @Nullable String name = field.getRef() != null ? field.getRef() : named.get(shape(field));
        if (name != null && nullable) {
            field.setRef(null);
            field.setType(null);
            field.setProperties(null);
            field.setEnumeration(null);
            field.setAnyOf(List.of(OASFactory.createSchema().ref(name), nothing()));
        } else if (field.getRef() != null || field.getAnyOf() != null) {
            field.setType(null);
        }
    }

    private static Schema nothing() {
        return OASFactory.createSchema().addType(SchemaType.NULL);
    }

    private static boolean isAnything(@Nullable Schema schema) {
        return schema != null
                && schema.getRef() == null
                && schema.getType() == null
                && schema.getProperties() == null
                && schema.getAnyOf() == null;
    }

    private static boolean hasShape(Schema schema) {
        return schema.getProperties() != null || schema.getEnumeration() != null;
    }

    private static @Nullable Shape shape(Schema schema) {
        return hasShape(schema)
                ? new Shape(
                        schema.getProperties() == null
                                ? null
                                : Set.copyOf(schema.getProperties().keySet()),
                        schema.getEnumeration())
                : null;
    }
}
