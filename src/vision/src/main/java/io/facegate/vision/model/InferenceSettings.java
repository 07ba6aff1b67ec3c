package io.facegate.vision.model;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow runs a model. TensorFlow shares threads and a GPU's memory among all models of a process: the first model that is
 * loaded decides.
 *
 * @param threads threads within one operation; 0 leaves it to TensorFlow, which takes every core
 * @param precision of an embedder; detectors compute in float32, since their thresholds stand for it
 * @param gpuMemory share of a GPU's memory that may be taken, bit by bit, at most 1; 0 leaves it to TensorFlow
 */
public record InferenceSettings(int threads, InferencePrecision precision, ComputeDevice device, double gpuMemory) {
    public static final InferenceSettings DEFAULT = new InferenceSettings(0);

    public InferenceSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads (%d) must not be negative".formatted(threads));
        }
        if (!(gpuMemory >= 0 && gpuMemory <= 1)) {
            throw new IllegalArgumentException("gpuMemory (%s) must be from 0 to 1".formatted(gpuMemory));
        }
    }

    /** In float32, wherever TensorFlow wants. */
    public InferenceSettings(int threads) {
        this(threads, InferencePrecision.FLOAT32, ComputeDevice.AUTO, 0);
    }

    public InferenceSettings with(InferencePrecision other) {
        return new InferenceSettings(threads, other, device, gpuMemory);
    }

    /** The memory optimizer is for training; on a detector it only fills the log with what it can't estimate. */
    ConfigProto toProto() {
        RewriterConfig.Builder rewriter =
                RewriterConfig.newBuilder().setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT);
        precision.configure(rewriter);
        ConfigProto.Builder configuration = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true).setPerProcessGpuMemoryFraction(gpuMemory))
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter));
        if (device == ComputeDevice.CPU) {
            configuration.putDeviceCount("GPU", 0);
        }
        return configuration.build();
    }
}
