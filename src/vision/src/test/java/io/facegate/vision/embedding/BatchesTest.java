package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of up to four, of which one runs at a time and eight items may wait. */
@Timeout(20)
class BatchesTest {
    private static final int LARGEST = 4;
    private static final int CAPACITY = 8;
    private static final int POISON = -1;

    private final List<List<Integer>> ran = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore started = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Batches<Integer, String> batches =
            new Batches<>("batch", 1, () -> true, CAPACITY, waiting -> LARGEST, this::run);

    /** Slow: ends when the test lets it. */
    private List<String> run(List<Integer> batch) {
        ran.add(batch);
        started.release();
        awaitUninterruptibly(released);
        if (batch.contains(POISON)) {
            throw new IllegalStateException("poisoned");
        }
        return batch.stream().map(item -> "made of " + item).toList();
    }

    @AfterEach
    void close() {
        released.countDown();
        batches.close();
    }

    @Test
    void whoAsksAloneWaitsForNobody() {
        released.countDown();

        assertThat(batches.ask(List.of(1, 2)).join()).containsExactly("made of 1", "made of 2");
        assertThat(ran).containsExactly(List.of(1, 2));
    }

    @Test
    void whatIsAskedForWhileABatchRunsIsTheNextOne() {
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        answers.add(batches.ask(List.of(0)));
        started.acquireUninterruptibly();
        for (int i = 1; i <= 3; i++) {
            answers.add(batches.ask(List.of(i))); // one thread asks for all of it
        }

        released.countDown();

        for (int i = 0; i <= 3; i++) {
            assertThat(answers.get(i).join()).containsExactly("made of " + i);
        }
        assertThat(ran).containsExactly(List.of(0), List.of(1, 2, 3));
    }

    @Test
    void aRequestOfManyItemsLetsTheOthersInBetween() {
        batches.ask(List.of(0));
        started.acquireUninterruptibly();
        CompletableFuture<List<String>> many = batches.ask(List.of(10, 11, 12, 13, 14, 15));
        CompletableFuture<List<String>> one = batches.ask(List.of(20));

        released.countDown();

        assertThat(many.join()).hasSize(6).startsWith("made of 10").endsWith("made of 15");
        assertThat(one.join()).containsExactly("made of 20");
        assertThat(ran).containsExactly(List.of(0), List.of(10, 20, 11, 12), List.of(13, 14, 15));
    }

    @Test
    void aBatchThatFailsFailsEachOfItsRequestsAndNoOther() {
        CompletableFuture<List<String>> before = batches.ask(List.of(0));
        started.acquireUninterruptibly();
        CompletableFuture<List<String>> beside = batches.ask(List.of(6));
        CompletableFuture<List<String>> poisoned = batches.ask(List.of(1, 2, 3, POISON, 4, 5, 7, 8));
        released.countDown();

        assertThat(before.join()).containsExactly("made of 0");
        assertPoisoned(poisoned);
        assertThat(beside.join())
                .as("in the first batch with it, which was good")
                .containsExactly("made of 6");
        assertThat(batches.ask(List.of(7)).join()).containsExactly("made of 7");
        assertThat(ran)
                .as("nothing more of a request that failed")
                .containsExactly(List.of(0), List.of(6, 1, 2, 3), List.of(POISON, 4, 5, 7), List.of(7));
        assertPoisoned(batches.ask(List.of(POISON)));
    }

    private static void assertPoisoned(CompletableFuture<List<String>> answer) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(new IllegalStateException("poisoned"));
    }

    @Test
    void whatIsCancelledWhileItWaitsIsDropped() {
        CompletableFuture<List<String>> first = batches.ask(List.of(0));
        started.acquireUninterruptibly();
        CompletableFuture<List<String>> given = batches.ask(List.of(1, 2, 3, 4, 5));
        CompletableFuture<List<String>> next = batches.ask(List.of(6));

        given.cancel(false);
        released.countDown();

        assertThat(first.join()).containsExactly("made of 0");
        assertThat(next.join()).containsExactly("made of 6");
        assertThat(ran).containsExactly(List.of(0), List.of(6));
    }

    @Test
    void whoBringsMoreThanMayWaitWaits() throws InterruptedException, ExecutionException {
        batches.ask(List.of(0));
        started.acquireUninterruptibly();
        batches.ask(IntStream.range(0, CAPACITY).boxed().toList());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<CompletableFuture<List<String>>> blocked = other.submit(() -> batches.ask(List.of(9)));
            assertThatThrownBy(() -> blocked.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            released.countDown();

            assertThat(blocked.get().join()).containsExactly("made of 9");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void closingWaitsForWhatWasAskedForAndRefusesMore() {
        CompletableFuture<List<String>> first = batches.ask(List.of(0));
        started.acquireUninterruptibly();
        CompletableFuture<List<String>> second = batches.ask(List.of(1));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(batches::close);
        assertThat(first).isNotDone();

        released.countDown();
        closing.join();

        assertThat(first).isCompletedWithValue(List.of("made of 0"));
        assertThat(second).isCompletedWithValue(List.of("made of 1"));
        assertThatThrownBy(() -> batches.ask(List.of(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void severalBatchesMayRunAtOnceAndARequestBeSpreadOverThem() {
        try (Batches<Integer, String> two = new Batches<>("two", 2, () -> true, CAPACITY, waiting -> 2, this::run)) {
            CompletableFuture<List<String>> answer = two.ask(List.of(1, 2, 3, 4));
            CompletableFuture<List<String>> other = two.ask(List.of(5));
            started.acquireUninterruptibly(2);

            released.countDown();

            assertThat(answer.join()).containsExactly("made of 1", "made of 2", "made of 3", "made of 4");
            assertThat(other.join()).containsExactly("made of 5");
        }
    }

    /** As long as nobody else wants its thread. */
    @Test
    void withoutLoadWhoAsksRunsTheirOwn() {
        List<Thread> ranBy = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean load = new AtomicBoolean();
        try (Batches<Integer, String> one = new Batches<>("one", 1, load::get, CAPACITY, waiting -> 2, batch -> {
            ranBy.add(Thread.currentThread());
            return batch.stream().map(item -> "made of " + item).toList();
        })) {
            assertThat(one.ask(List.of(1, 2, 3))).isCompletedWithValue(List.of("made of 1", "made of 2", "made of 3"));
            load.set(true);
            assertThat(one.ask(List.of(4)).join()).containsExactly("made of 4");
        }

        assertThat(ranBy).hasSize(3);
        assertThat(ranBy.subList(0, 2)).containsOnly(Thread.currentThread());
        assertThat(ranBy.get(2)).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void whoRunsTheirOwnLeavesWhatCameMeanwhileToOthers() throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (Batches<Integer, String> one = new Batches<>("one", 1, () -> false, CAPACITY, waiting -> 2, this::run)) {
            Future<CompletableFuture<List<String>>> own = workers.submit(() -> one.ask(List.of(0)));
            started.acquireUninterruptibly();
            CompletableFuture<List<String>> second = one.ask(List.of(1));
            CompletableFuture<List<String>> third = one.ask(List.of(2));
            assertThat(own.isDone()).isFalse();

            released.countDown();

            assertThat(own.get()).isCompletedWithValue(List.of("made of 0"));
            assertThat(second.join()).containsExactly("made of 1");
            assertThat(third.join()).containsExactly("made of 2");
        } finally {
            workers.shutdownNow();
        }
        assertThat(ran).containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void closingWaitsForWhoRunsTheirOwn() {
        Batches<Integer, String> one = new Batches<>("one", 1, () -> false, CAPACITY, waiting -> 2, this::run);
        CompletableFuture<CompletableFuture<List<String>>> own =
                CompletableFuture.supplyAsync(() -> one.ask(List.of(POISON)));
        started.acquireUninterruptibly();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(one::close);
        assertThatThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        released.countDown();
        closing.join();

        assertPoisoned(own.join());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
