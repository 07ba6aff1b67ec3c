package io.facegate.service.config;

import io.facegate.vision.model.ComputeDevice;
import io.facegate.vision.model.InferencePrecision;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How much is computed at the same time, and how much may wait. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.inference")
public interface InferenceConfig {
    /** Requests that compute at the same time. Default: one for each processor. */
    @Range(from = 1, to = 1_024)
    OptionalInt workers();

    /**
     * What requests that wait for a worker may cost together: a picture of less than a megapixel costs 1, and each
     * megapixel 1 more, or each 16 where only the main face of a JPEG is looked for. What exceeds it is answered 503. Large
     * pictures may cost as much, beside the others. Default: 64.
     */
    @WithDefault("64")
    int queueSize();

    /**
     * How long a request may wait for a worker: what is expected to wait for longer, or has, is answered 503. Large pictures
     * may wait for a tenth of a second more for each megapixel. Default: 3S.
     */
    @WithDefault("3S")
    @Range(from = 1, to = 86_400)
    Duration maximumWait();

    /**
     * Megapixels from which a picture is large, at least 1: one worker of several never works on such, and the others go
     * first unless it has waited for a tenth of a second for each megapixel. Default: 8.
     */
    @WithDefault("8")
    int largePicture();

    /**
     * The library that runs embedders: {@code tensorflow}, or {@code onnxruntime} for those that have a file for it (docs/models.md).
     * Default: tensorflow.
     */
    @WithDefault("tensorflow")
    String engine();

    /**
     * Threads within one operation of TensorFlow, shared by all workers, and of each embedder in ONNX Runtime; 0 is every
     * processor. With 1, each worker computes by itself, which is quicker even for a lone request on two processors. Default: 1.
     */
    @WithDefault("1")
    @Range(from = 0, to = 1_024)
    int tensorflowThreads();

    /**
     * Where TensorFlow computes: {@code cpu}, {@code gpu}, or {@code auto}, which is a GPU if it finds one. With {@code gpu} the
     * service doesn't start without one. Default: auto.
     */
    @WithDefault("auto")
    ComputeDevice device();

    /** Share of a GPU's memory that may be taken, at most 1; 0 leaves it to TensorFlow. It is taken bit by bit. Default: 0. */
    @WithDefault("0")
    @Range(from = 0, to = 1)
    double gpuMemory();

    /**
     * What embedders compute in: {@code float32}; {@code bfloat16}, on processors, or {@code float16}, on GPUs, in TensorFlow.
     * Default: the quickest here that gives the same embeddings (cosine 0.999), which is tried at the first start.
     */
    Optional<InferencePrecision> precision();

    /** File in which the outcome of that trial is kept. Default: none, so that each start tries it. */
    Optional<Path> precisionFile();

    /**
     * What a client that was answered 503 is told to wait at least, in the {@code Retry-After} header; more where a worker is
     * expected to be free later. Default: 1S.
     */
    @WithDefault("1S")
    @Range(from = 1, to = 86_400)
    Duration retryAfter();

    /** How long a stopping service waits for what is queued and computing. Default: 30S. */
    @WithDefault("30S")
    @Range(from = 0, to = 86_400)
    Duration drainTimeout();
}
