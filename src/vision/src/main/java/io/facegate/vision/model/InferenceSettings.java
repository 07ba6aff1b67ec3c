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
 */
public record InferenceSettings(int threads) {
    public static final InferenceSettings DEFAULT = new InferenceSettings(0);

    public InferenceSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads (%d) must not be negative".formatted(threads));
        }
    }

    /** The memory optimizer is for training; on a detector it only fills the log with what it can't estimate. */
    ConfigProto toProto() {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder()
                                .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT)))
                .build();
    }
}
