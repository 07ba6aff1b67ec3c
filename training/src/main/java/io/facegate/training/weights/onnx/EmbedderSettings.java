package io.facegate.training.weights.onnx;

import io.facegate.training.network.Preprocessing;
import io.facegate.vision.model.Licence;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file does not say about the embedder in it.
 *
 * @param name what its id begins with; null for the name of the file
 * @param template how its crops are aligned
 * @param preprocessing from 8-bit RGB to its input
 * @param output which output is the embedding; null if it has one output
 * @param licence terms of use
 */
public record EmbedderSettings(
        @Nullable String name,
        CropTemplate template,
        Preprocessing preprocessing,
        @Nullable String output,
        Licence licence) {
    /** For a model that was trained like ArcFace, as most published ones are. */
    public static final EmbedderSettings ARCFACE =
            new EmbedderSettings(null, CropTemplate.ARCFACE112, Preprocessing.ARCFACE, null, Licence.UNKNOWN);

    /** Leaves room for the digits of an id. */
    static final int LONGEST_NAME = 48;

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,%d}".formatted(LONGEST_NAME - 1));

    public EmbedderSettings {
        if (name != null && !PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name (%s) must be 1 to %d of a-z, 0-9, '.' and '-', and start with a letter or digit"
                            .formatted(name, LONGEST_NAME));
        }
    }
}
