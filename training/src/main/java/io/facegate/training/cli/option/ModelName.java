package io.facegate.training.cli.option;

import io.facegate.training.export.ModelIds;
import java.util.Map;

/**
 * How a model's id begins; what follows tells its weights and settings.
 *
 * @param value a-z, 0-9, '.' and '-'
 */
public record ModelName(String value) {
    public ModelName {
        try {
            ModelIds.of(value, Map.of(), Map.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s can't begin an id: %s".formatted(value, e.getMessage()), e);
        }
    }
}
