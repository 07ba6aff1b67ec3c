package io.facegate.vision.model;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow runs a model.
 *
 * @param threads threads within one operation; 0 leaves it to TensorFlow, which takes every core. TensorFlow shares
 *     these threads among all models of a process: the first model that is loaded decides.
 * @param precision of an embedder; detectors compute in float32, since their thresholds stand for it
 */
public record InferenceSettings(int threads, InferencePrecision precision) {
    public static final InferenceSettings DEFAULT = new InferenceSettings(0);

    public InferenceSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads (%d) must not be negative".formatted(threads));
        }
    }

    /** In float32. */
    public InferenceSettings(int threads) {
        this(threads, InferencePrecision.FLOAT32);
    }

    public InferenceSettings with(InferencePrecision other) {
        return new InferenceSettings(threads, other);
    }

    /** The memory optimizer is for training; on a detector it only fills the log with what it can't estimate. */
    ConfigProto toProto() {
        RewriterConfig.Builder rewriter =
                RewriterConfig.newBuilder().setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT);
        precision.configure(rewriter);
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
                .build();
    }
}
