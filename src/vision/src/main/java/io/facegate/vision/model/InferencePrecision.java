package io.facegate.vision.model;

import java.util.Locale;
import org.tensorflow.proto.RewriterConfig;

/** In which numbers a model computes. What it is given, and what it gives, are float32 in any case. */
public enum InferencePrecision {
    FLOAT32,

    /**
     * Products in bfloat16, sums in float32, on processors: as wide in range as float32, and 8 bits of precision. Quicker where the
     * processor has instructions for it, and slower elsewhere.
     */
    BFLOAT16,

    /** Products in float16 on a GPU, where TensorFlow finds that safe. */
    FLOAT16;

    /** As settings, answers and logs name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** So that a session computes so. */
    public void configure(RewriterConfig.Builder rewriter) {
        switch (this) {
            case FLOAT32 -> {}
            case BFLOAT16 -> rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
            case FLOAT16 -> rewriter.setAutoMixedPrecision(RewriterConfig.Toggle.ON);
        }
    }
}
