package io.facegate.service.decision;

import io.facegate.service.code.Codes;
import io.facegate.service.web.json.TypedField;
import io.facegate.vision.model.PopulationKind;
import jakarta.inject.Singleton;

/** A field that says whose thresholds are meant, such as {@code population}. */
@Singleton
final class PopulationField extends TypedField<PopulationKind> {
    PopulationField() {
        super(PopulationKind.class, "must be grown or children", value -> of(text(value)));
    }

    private static PopulationKind of(String code) {
        PopulationKind population = Codes.parse(PopulationKind.class, code);
        if (!Codes.of(population).equals(code)) {
            throw new IllegalArgumentException("another case is another name");
        }
        return population;
    }
}
