package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InferenceExecutorTest {
    private final CountDownLatch done = new CountDownLatch(1);
    private final InferenceExecutor executor = new InferenceExecutor(1, 2);

    @AfterEach
    void release() throws InterruptedException {
        done.countDown();
        assertThat(executor.drain(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void computesOnThreadsOfItsOwn() {
        String thread =
                executor.compute(() -> Thread.currentThread().getName()).await().atMost(Duration.ofSeconds(5));

        assertThat(thread).isEqualTo("inference-1");
    }

    @Test
    void computesNothingBeforeSomebodyAsks() {
        AtomicInteger computed = new AtomicInteger();

        executor.compute(computed::incrementAndGet);

        assertThat(executor.queued() + executor.computing()).isZero();
        assertThat(computed).hasValue(0);
    }

    @Test
    void handsOnWhatTheWorkThrows() {
        executor.compute(() -> {
                    throw new IllegalStateException("of the work");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .assertFailedWith(IllegalStateException.class, "of the work");
    }

    @Test
    void goesOnAfterAnError() {
        executor.compute(() -> {
                    throw new StackOverflowError();
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .assertFailedWith(StackOverflowError.class);

        assertThat(executor.compute(() -> 1).await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(1);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() throws InterruptedException {
        occupyWorker();
        UniAssertSubscriber<Integer> first = queue(1);
        UniAssertSubscriber<Integer> second = queue(2);

        UniAssertSubscriber<Integer> third = queue(3);

        third.assertFailedWith(OverloadedException.class); // no waiting: it has failed already
        done.countDown();
        first.awaitItem().assertItem(1);
        second.awaitItem().assertItem(2);
    }

    @Test
    void forgetsWhatIsCancelledWhileItWaits() throws InterruptedException {
        occupyWorker();
        AtomicInteger computed = new AtomicInteger();
        UniAssertSubscriber<Integer> waiting =
                executor.compute(computed::incrementAndGet).subscribe().withSubscriber(UniAssertSubscriber.create());
        assertThat(executor.queued()).isEqualTo(1);

        waiting.cancel();

        assertThat(executor.queued()).isZero();
        UniAssertSubscriber<Integer> next = queue(7);
        done.countDown();
        next.awaitItem().assertItem(7);
        assertThat(computed).hasValue(0);
    }

    @Test
    void drainsWhatIsQueuedAndTakesNothingNew() throws InterruptedException {
        occupyWorker();
        UniAssertSubscriber<Integer> waiting = queue(5);

        assertThat(executor.drain(Duration.ofMillis(50))).isFalse();
        queue(6).assertFailedWith(OverloadedException.class);
        done.countDown();

        assertThat(executor.drain(Duration.ofSeconds(10))).isTrue();
        waiting.assertItem(5);
    }

    @Test
    void needsWorkersAndAQueue() {
        assertThatThrownBy(() -> new InferenceExecutor(0, 1)).hasMessageContaining("workers (0)");
        assertThatThrownBy(() -> new InferenceExecutor(1, 0)).hasMessageContaining("queueSize (0)");
    }

    private UniAssertSubscriber<Integer> queue(int result) {
        return executor.compute(() -> result).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void occupyWorker() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        executor.compute(() -> {
                    started.countDown();
                    awaitRelease();
                    return 0;
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        started.await();
    }

    private void awaitRelease() {
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
