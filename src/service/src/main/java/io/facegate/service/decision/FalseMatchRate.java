package io.facegate.service.decision;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Share of pairs of different people that a threshold takes for the same person (FMR, ISO/IEC 19795-1).
 *
 * @param value above 0 and below 1
 */
@Schema(
        type = SchemaType.NUMBER,
        format = "double",
        minimum = "0",
        exclusiveMinimum = true,
        maximum = "1",
        exclusiveMaximum = true,
        examples = "0.001",
        description =
                "Share of pairs of different people who are taken for the same, one that the embedder is calibrated at")
public record FalseMatchRate(double value) {
    public FalseMatchRate {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("false match rate (%s) must be above 0 and below 1".formatted(value));
        }
    }
}
