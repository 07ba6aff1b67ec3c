package io.facegate.training.fit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.Processor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * In which numbers a network computes. Weights, statistics and everything a loss adds up stay float32; TensorFlow
 * rewrites convolutions and products, and what lies between them.
 */
public enum Precision {
    /** The fastest that is safe on this machine. */
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("float32")
    FLOAT32,
    /** Automatic mixed precision on processors: as wide in range as float32, so nothing has to be scaled. */
    @JsonProperty("bfloat16")
    BFLOAT16,
    /** Automatic mixed precision on a GPU, with a scaled loss: small gradients would vanish in float16. */
    @JsonProperty("float16")
    FLOAT16;

    /** What {@link #AUTO} means here: bfloat16 where the processor has instructions for it; this, if it is another. */
    public Precision resolved() {
        if (this != AUTO) {
            return this;
        }
        return Processor.multipliesBfloat16() ? BFLOAT16 : FLOAT32;
    }

    /** How a session computes so. */
    public ConfigProto session(int threads) {
        RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
        switch (this) {
            case AUTO, FLOAT32 -> {}
            case BFLOAT16 -> InferencePrecision.BFLOAT16.configure(rewriter);
            case FLOAT16 -> InferencePrecision.FLOAT16.configure(rewriter);
        }
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setAllowSoftPlacement(true)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
                .build();
    }
}
