package io.facegate.training.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A schedule by its name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleSettings.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = ScheduleSettings.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = ScheduleSettings.Constant.class, name = "constant")
})
public sealed interface ScheduleSettings {

    Schedule build();

    /** Straight lines between points. */
    record Linear(List<PiecewiseLinear.Point> points) implements ScheduleSettings {
        @Override
        public Schedule build() {
            return new PiecewiseLinear(points);
        }
    }

    record Cosine(double from, double to, double epochs) implements ScheduleSettings {
        @Override
        public Schedule build() {
            return new CosineDecay(from, to, epochs);
        }
    }

    record Constant(double value) implements ScheduleSettings {
        @Override
        public Schedule build() {
            return Schedule.constant(value);
        }
    }
}
