package io.facegate.vision.embedding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What was asked for together, and is answered together, though it may take part in several {@link Batches}. */
final class BatchedRequest<I, O> {
    private final List<I> inputs;
    private final List<O> outputs;
    private final CompletableFuture<List<O>> answer = new CompletableFuture<>();
    private int taken;
    private int answered;

    BatchedRequest(List<I> inputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    }

    /** One of its inputs, on its way through a batch. */
    record Item<I, O>(BatchedRequest<I, O> request, int index) {
        I input() {
            return request.inputs.get(index);
        }

        void answer(O output) {
            request.answer(index, output);
        }

        void fail(Throwable failure) {
            request.answer.completeExceptionally(failure);
        }
    }

    CompletableFuture<List<O>> answer() {
        return answer;
    }

    /** How many inputs are in no batch yet. Only for who has the lock of the batches. */
    int left() {
        return inputs.size() - taken;
    }

    /** Only for who has the lock of the batches. */
    Item<I, O> next() {
        return new Item<>(this, taken++);
    }

    private void answer(int index, O output) {
        boolean whole;
        synchronized (outputs) { // batches that run at the same time
            outputs.set(index, output);
            answered++;
            whole = answered == inputs.size();
        }
        if (whole) {
            answer.complete(List.copyOf(outputs));
        }
    }
}
