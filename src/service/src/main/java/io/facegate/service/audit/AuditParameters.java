package io.facegate.service.audit;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** How requests say what they want of the audit. */
final class AuditParameters {
    private AuditParameters() {}

    /** {@code type}. */
    @Provider
    public static final class Type extends TypedParameter<AuditType> {
        public Type() {
            super(
                    AuditType.class,
                    AuditType::new,
                    () -> invalid("The query parameter 'type' must be like verification.denied, or verification."));
        }
    }

    /** {@code since} and {@code until}. */
    @Provider
    public static final class Time extends TypedParameter<AuditTime> {
        public Time() {
            super(AuditTime.class, AuditTime::parse, () -> invalid("A time must be like 2026-11-26T08:00:00Z."));
        }
    }

    /** {@code actor}. */
    @Provider
    public static final class Actor extends TypedParameter<AuditActor> {
        public Actor() {
            super(
                    AuditActor.class,
                    AuditActor::new,
                    () -> invalid("The query parameter 'actor' must be like key:k3j4."));
        }
    }

    /** {@code order}. */
    @Provider
    public static final class Order extends TypedParameter<AuditOrder> {
        public Order() {
            super(
                    AuditOrder.class,
                    AuditOrder::of,
                    () -> invalid("The query parameter 'order' must be oldest or newest."));
        }
    }

    /** {@code after}. */
    @Provider
    public static final class After extends TypedParameter<AfterPosition> {
        public After() {
            super(
                    AfterPosition.class,
                    text -> new AfterPosition(Long.parseLong(text)),
                    () -> invalid("The query parameter 'after' must be a position, from 0."));
        }
    }

    private static ProblemException invalid(String why) {
        return new ProblemException(ProblemType.PARAMETER_INVALID, why);
    }
}
