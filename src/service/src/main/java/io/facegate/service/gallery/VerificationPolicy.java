package io.facegate.service.gallery;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery has otherwise than the operator of how often, and how, its people may be verified. Null is the operator's.
 *
 * @param waitAfter consecutive failures from which each further try waits
 * @param waitAfterLive the same for tries whose liveness was checked, and passed
 * @param waitSeconds how long, since the try before
 * @param disableAfter consecutive failures from which the face is no factor, until an administrator resets it
 * @param disableAfterLive the same for tries whose liveness was checked, and passed
 * @param replaySeconds how long the same picture is refused for the same identity; 0 for not at all
 * @param nonce whether each verification must bring one
 */
public record VerificationPolicy(
        @Nullable Integer waitAfter,
        @Nullable Integer waitAfterLive,
        @Nullable Integer waitSeconds,
        @Nullable Integer disableAfter,
        @Nullable Integer disableAfterLive,
        @Nullable Integer replaySeconds,
        @Nullable Boolean nonce) {
    /** Nothing: all is the operator's. */
    public static final VerificationPolicy NONE = new VerificationPolicy(null, null, null, null, null, null, null);

    static final String WAIT_AFTER = "wait_after";
    static final String WAIT_AFTER_LIVE = "wait_after_live";
    static final String WAIT_SECONDS = "wait_seconds";
    static final String DISABLE_AFTER = "disable_after";
    static final String DISABLE_AFTER_LIVE = "disable_after_live";
    static final String REPLAY_SECONDS = "replay_seconds";
    static final String NONCE = "nonce_required";

    /** As it is kept. */
    static VerificationPolicy of(JsonObject kept) {
        return new VerificationPolicy(
                kept.getInteger(WAIT_AFTER),
                kept.getInteger(WAIT_AFTER_LIVE),
                kept.getInteger(WAIT_SECONDS),
                kept.getInteger(DISABLE_AFTER),
                kept.getInteger(DISABLE_AFTER_LIVE),
                kept.getInteger(REPLAY_SECONDS),
                kept.getBoolean(NONCE));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        put(json, WAIT_AFTER, waitAfter);
        put(json, WAIT_AFTER_LIVE, waitAfterLive);
        put(json, WAIT_SECONDS, waitSeconds);
        put(json, DISABLE_AFTER, disableAfter);
        put(json, DISABLE_AFTER_LIVE, disableAfterLive);
        put(json, REPLAY_SECONDS, replaySeconds);
        put(json, NONCE, nonce);
        return json;
    }

    private static void put(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
