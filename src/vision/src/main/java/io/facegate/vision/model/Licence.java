package io.facegate.vision.model;

/**
 * Under which terms a model may be used. Either may be "unknown"; it is never left out.
 *
 * @param weights licence of the weights
 * @param data licence of the pictures it was trained on
 */
public record Licence(String weights, String data) {
    public static final Licence UNKNOWN = new Licence("unknown", "unknown");
}
