package io.facegate.service.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.service.web.json.TypedField;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@link VerificationPolicy} of a body. */
@Singleton
final class VerificationPolicyField extends TypedField<VerificationPolicy> {
    private static final int MOST = 1_000_000;
    private static final int DAY = 86_400;
    private static final int YEAR = 31_536_000;
    private static final List<String> NAMES = List.of(
            VerificationPolicy.DISABLE_AFTER,
            VerificationPolicy.DISABLE_AFTER_LIVE,
            VerificationPolicy.NONCE,
            VerificationPolicy.REPLAY_SECONDS,
            VerificationPolicy.WAIT_AFTER,
            VerificationPolicy.WAIT_AFTER_LIVE,
            VerificationPolicy.WAIT_SECONDS);

    VerificationPolicyField() {
        super(VerificationPolicy.class, VerificationPolicyField::read);
    }

    private static VerificationPolicy read(JsonNode value) {
        if (!(value instanceof ObjectNode policy)) {
            throw new IllegalArgumentException("must be an object");
        }
        policy.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("must have no other fields than %s".formatted(NAMES));
            }
        });
        return new VerificationPolicy(
                whole(policy, VerificationPolicy.WAIT_AFTER, 1, MOST),
                whole(policy, VerificationPolicy.WAIT_AFTER_LIVE, 1, MOST),
                whole(policy, VerificationPolicy.WAIT_SECONDS, 1, DAY),
                whole(policy, VerificationPolicy.DISABLE_AFTER, 1, MOST),
                whole(policy, VerificationPolicy.DISABLE_AFTER_LIVE, 1, MOST),
                whole(policy, VerificationPolicy.REPLAY_SECONDS, 0, YEAR),
                flag(policy, VerificationPolicy.NONCE));
    }

    private static @Nullable Integer whole(ObjectNode policy, String name, int least, int most) {
        JsonNode value = policy.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new IllegalArgumentException(
                    "must have a whole number from %d to %d as '%s'".formatted(least, most, name));
        }
        return value.intValue();
    }

    private static @Nullable Boolean flag(ObjectNode policy, String name) {
        JsonNode value = policy.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("must have true or false as '%s'".formatted(name));
        }
        return value.booleanValue();
    }
}
