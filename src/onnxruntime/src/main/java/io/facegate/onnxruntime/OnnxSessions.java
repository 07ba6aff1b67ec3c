package io.facegate.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Loads networks into ONNX Runtime. */
public final class OnnxSessions {
    /**
     * ONNX Runtime walks a graph by recursion, and a deep one ends the process where the stack does: a network of some hundred
     * operations did, on the megabyte of a Java thread. Only what is used of it takes memory.
     */
    private static final long STACK_BYTES = 64L << 20;

    private OnnxSessions() {}

    /** There is one for the process, which lives as long as that. */
    public static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "facegate");
    }

    /** How a network is read. */
    @FunctionalInterface
    public interface Loading {
        OrtSession load(OrtEnvironment environment) throws OrtException;
    }

    /**
     * Loads a network, on a thread with a stack for that.
     *
     * @throws OrtException if ONNX Runtime doesn't take it
     */
    public static OrtSession open(Loading loading) throws OrtException {
        CompletableFuture<OrtSession> loaded = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        loaded.complete(loading.load(environment()));
                    } catch (OrtException | RuntimeException | Error e) {
                        loaded.completeExceptionally(e);
                    }
                },
                "onnxruntime-load",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return loaded.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OrtException refused) {
                throw refused;
            }
            throw e;
        }
    }
}
