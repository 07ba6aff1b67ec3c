package io.facegate.service.decision;

import io.facegate.service.web.json.TypedField;
import jakarta.inject.Singleton;

/** A field that is a rate, such as {@code fmr}. */
@Singleton
final class FalseMatchRateField extends TypedField<FalseMatchRate> {
    FalseMatchRateField() {
        super(
                FalseMatchRate.class,
                "must be a number above 0 and below 1, such as 1e-4",
                value -> new FalseMatchRate(value.isNumber() ? value.doubleValue() : Double.NaN));
    }
}
