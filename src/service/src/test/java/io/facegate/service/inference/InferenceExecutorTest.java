package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.testing.Eventually;
import io.facegate.vision.detection.FaceChoice;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InferenceExecutorTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final InferenceExecutor executor = new InferenceExecutor(1, 2, 9, LONG, 40_000_000);

    @AfterEach
    void release() throws InterruptedException {
        done.countDown();
        assertThat(executor.drain(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void computesOnThreadsOfItsOwn() {
        String thread = executor.compute(
                        Cost.LEAST, () -> Thread.currentThread().getName())
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(thread).isEqualTo("inference-1");
    }

    @Test
    void computesNothingBeforeSomebodyAsks() {
        AtomicInteger computed = new AtomicInteger();

        executor.compute(Cost.LEAST, computed::incrementAndGet);

        assertThat(executor.queued() + executor.computing()).isZero();
        assertThat(computed).hasValue(0);
    }

    @Test
    void handsOnWhatTheWorkThrows() {
        executor.compute(Cost.LEAST, () -> {
                    throw new IllegalStateException("of the work");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .assertFailedWith(IllegalStateException.class, "of the work");
    }

    @Test
    void goesOnAfterAnError() {
        executor.compute(Cost.LEAST, () -> {
                    throw new StackOverflowError();
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .assertFailedWith(StackOverflowError.class);

        assertThat(executor.compute(Cost.LEAST, () -> 1).await().atMost(Duration.ofSeconds(5)))
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
        UniAssertSubscriber<Integer> waiting = executor.compute(Cost.LEAST, computed::incrementAndGet)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
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
    void aWorkerIsFreeForOthersWhileItsWorkGoesOnElsewhere() throws InterruptedException {
        List<UniEmitter<? super Integer>> elsewhere = new CopyOnWriteArrayList<>();
        List<UniAssertSubscriber<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(begin(Uni.createFrom().emitter(elsewhere::add)));
            // one worker, and two places in the queue
            executor.compute(Cost.LEAST, () -> 0).await().atMost(Duration.ofSeconds(5));
        }

        assertThat(elsewhere)
                .as("six wait for one embedder that the one worker fed")
                .hasSize(6);
        Eventually.until(
                "only they are being computed", () -> executor.computing() == 6); // an answer comes before the end
        for (int i = 0; i < 6; i++) {
            answers.get(i).assertNotTerminated();
            elsewhere.get(i).complete(i);
            answers.get(i).awaitItem().assertItem(i);
        }
        Eventually.until("nothing is being computed", () -> executor.computing() == 0);
    }

    @Test
    void handsOnWhatFailsElsewhere() {
        CompletableFuture<Integer> batch = new CompletableFuture<>();
        UniAssertSubscriber<Integer> answer =
                begin(Uni.createFrom().completionStage(batch.thenApply(embedded -> embedded)));

        batch.completeExceptionally(new IllegalStateException("of the batch"));

        answer.awaitFailure().assertFailedWith(IllegalStateException.class, "of the batch");
    }

    @Test
    void whoLeavesGivesUpWhatGoesOnElsewhere() throws InterruptedException {
        CompletableFuture<Integer> batch = new CompletableFuture<>();
        UniAssertSubscriber<Integer> answer = begin(Uni.createFrom().completionStage(batch));
        executor.compute(Cost.LEAST, () -> 0).await().atMost(Duration.ofSeconds(5));
        Eventually.until("only it is being computed", () -> executor.computing() == 1);

        answer.cancel();

        assertThat(batch).isCancelled();
        assertThat(executor.computing()).isZero();
    }

    @Test
    void drainsWhatGoesOnElsewhere() throws InterruptedException {
        CompletableFuture<Integer> batch = new CompletableFuture<>();
        UniAssertSubscriber<Integer> answer = begin(Uni.createFrom().completionStage(batch));

        assertThat(executor.drain(Duration.ofMillis(50))).isFalse();
        batch.complete(5);

        assertThat(executor.drain(Duration.ofSeconds(10))).isTrue();
        answer.assertItem(5);
    }

    @Test
    void whatFollowsIsTheAskersWhereverItGoesOn() {
        ContextKey<String> key = ContextKey.named("asker");
        CompletableFuture<Integer> batch = new CompletableFuture<>();
        Uni<String> asked = executor.begin(Cost.LEAST, () -> Uni.createFrom().completionStage(batch))
                .map(embedded -> String.valueOf(Context.current().get(key)));
        UniAssertSubscriber<String> answer;
        try (Scope scope = Context.current().with(key, "anna").makeCurrent()) {
            answer = asked.subscribe().withSubscriber(UniAssertSubscriber.create());
        }

        batch.complete(0);

        answer.awaitItem().assertItem("anna");
    }

    private <T> UniAssertSubscriber<T> begin(Uni<T> elsewhere) {
        return executor.begin(Cost.LEAST, () -> elsewhere).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void largePicturesLeaveAWorkerToTheOthers() throws InterruptedException {
        InferenceExecutor two = new InferenceExecutor(2, 64, 9, LONG, 40_000_000);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger largeOnes = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            two.compute(new Cost(20), () -> {
                        largeOnes.incrementAndGet();
                        awaitUninterruptibly(released);
                        return 0;
                    })
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
        }

        assertThat(two.compute(Cost.LEAST, () -> 7).await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(7);
        Eventually.until("a large one is begun", () -> largeOnes.get() > 0);
        assertThat(largeOnes).hasValue(1);
        assertThat(two.queued()).isEqualTo(20);
        released.countDown();
        assertThat(two.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(largeOnes).hasValue(2);
    }

    @Test
    void saysThatItIsFullBeforeThereIsAnythingToCompute() throws InterruptedException {
        executor.refuseIfFull();
        occupyWorker();
        queue(1);
        queue(2);

        assertThatThrownBy(executor::refuseIfFull).isInstanceOf(OverloadedException.class);
    }

    @Test
    void aPictureCostsWhatItsPixelsDo() {
        assertThat(Cost.of(List.of(), FaceChoice.ALL, 40_000_000)).isEqualTo(Cost.LEAST);
        assertThat(Cost.of(List.of(new byte[100]), FaceChoice.ALL, 40_000_000)).isEqualTo(Cost.LEAST);
        assertThat(Cost.of(List.of(bmp(4_000, 3_000)), FaceChoice.MAIN, 40_000_000))
                .isEqualTo(new Cost(13));
        assertThat(Cost.of(List.of(bmp(4_000, 3_000), bmp(200, 200)), FaceChoice.ALL, 40_000_000))
                .isEqualTo(new Cost(14));
        assertThat(Cost.of(List.of(bmp(40_000, 3_000)), FaceChoice.ALL, 40_000_000))
                .as("is refused at once")
                .isEqualTo(Cost.LEAST);
    }

    @Test
    void aLargeJpegCostsLittleWhereOnlyItsMainFaceIsWanted() {
        List<byte[]> picture = List.of(jpeg(4_000, 3_000));

        assertThat(Cost.of(picture, FaceChoice.ALL, 40_000_000)).isEqualTo(new Cost(13));
        assertThat(Cost.of(picture, FaceChoice.ONLY, 40_000_000)).isEqualTo(new Cost(13));
        assertThat(Cost.of(picture, FaceChoice.MAIN, 40_000_000)).isEqualTo(new Cost(2, 7));
        assertThat(Cost.of(List.of(jpeg(7_000, 5_000), jpeg(200, 200)), FaceChoice.LARGEST, 40_000_000))
                .isEqualTo(new Cost(5, 19));
    }

    private static byte[] jpeg(int width, int height) {
        return ByteBuffer.allocate(100_000)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFC0)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .array();
    }

    @Test
    void whatHasWaitedTooLongIsRefusedThoughNoWorkerIsFree() throws InterruptedException {
        InferenceExecutor hasty = new InferenceExecutor(1, 9, 9, Duration.ofMillis(200), 40_000_000);
        CountDownLatch started = new CountDownLatch(1);
        UniAssertSubscriber<Integer> begun = hasty.compute(Cost.LEAST, () -> {
                    started.countDown();
                    awaitRelease();
                    return 1;
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        started.await();
        AtomicInteger computed = new AtomicInteger();
        UniAssertSubscriber<Integer> waiting = hasty.compute(Cost.LEAST, computed::incrementAndGet)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        waiting.awaitFailure().assertFailedWith(OverloadedException.class);
        assertThat(hasty.queued()).isZero();
        done.countDown();
        begun.awaitItem().assertItem(1);
        assertThat(hasty.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(computed).hasValue(0);
    }

    private static byte[] bmp(int width, int height) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(14, 40)
                .putInt(18, width)
                .putInt(22, height)
                .array();
    }

    @Test
    void needsWorkersAndAQueue() {
        assertThatThrownBy(() -> new InferenceExecutor(0, 1, 9, LONG, 1)).hasMessageContaining("workers (0)");
        assertThatThrownBy(() -> new InferenceExecutor(1, 0, 9, LONG, 1)).hasMessageContaining("queueSize (0)");
    }

    private UniAssertSubscriber<Integer> queue(int result) {
        return executor.compute(Cost.LEAST, () -> result).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void occupyWorker() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        executor.compute(Cost.LEAST, () -> {
                    started.countDown();
                    awaitRelease();
                    return 0;
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        started.await();
    }

    private void awaitRelease() {
        awaitUninterruptibly(done);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
