package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With room for 10 units, large from 9 units on, and one large one at a time. */
class WorkQueueTest {
    private static final Cost SMALL = new Cost(1);
    private static final Cost LARGE = new Cost(9);
    private static final Cost HUGE = new Cost(41);

    private long now;
    private final WorkQueue<String> queue = new WorkQueue<>(10, 9, 1, () -> now);

    @Test
    void cheapWorkIsDoneInItsOrder() {
        queue.offer("first", SMALL);
        queue.offer("second", SMALL);
        queue.offer("third", SMALL);

        assertThat(queue.poll()).isEqualTo("first");
        assertThat(queue.poll()).isEqualTo("second");
        assertThat(queue.poll()).isEqualTo("third");
        assertThat(queue.poll()).isNull();
        assertThat(queue.units()).isZero();
    }

    @Test
    void cheapWorkGoesBeforeExpensiveWorkThatCameEarlier() {
        queue.offer("large", LARGE);
        later(500);
        queue.offer("small", SMALL);

        assertThat(queue.poll()).isEqualTo("small");
        assertThat(queue.poll()).isEqualTo("large");
    }

    @Test
    void expensiveWorkDoesntWaitForEver() {
        queue.offer("large", LARGE);
        later(1_000);
        queue.offer("small", SMALL);

        assertThat(queue.poll()).isEqualTo("large");
    }

    @Test
    void onlySoMuchExpensiveWorkIsDoneAtOnce() {
        queue.offer("large", LARGE);
        assertThat(queue.poll()).isEqualTo("large");
        queue.offer("second large", LARGE);
        assertThat(queue.poll()).isNull();

        queue.offer("small", SMALL);
        assertThat(queue.poll()).isEqualTo("small");
        queue.done(SMALL);
        assertThat(queue.poll()).isNull();
        queue.done(LARGE);
        assertThat(queue.poll()).isEqualTo("second large");
    }

    @Test
    void whatWaitsIsBoundedByItsCost() {
        assertThat(queue.offer("six", new Cost(6))).isTrue();
        assertThat(queue.offer("five", new Cost(5))).isFalse();
        assertThat(queue.offer("four", new Cost(4))).isTrue();
        assertThat(queue.full()).isTrue();
        assertThat(queue.offer("one", SMALL)).isFalse();

        queue.poll();
        assertThat(queue.full()).isFalse();
        assertThat(queue.units()).isEqualTo(6);
    }

    @Test
    void expensiveWorkTakesNoPlaceOfCheapWork() {
        assertThat(queue.offer("huge", HUGE)).isTrue();
        assertThat(queue.offer("large", LARGE)).isFalse();
        assertThat(queue.offer("another huge", HUGE)).isFalse();

        for (int i = 0; i < 10; i++) {
            assertThat(queue.offer("small " + i, SMALL)).isTrue();
        }
        assertThat(queue.full()).isTrue();
    }

    @Test
    void whatIsRemovedFreesItsPlace() {
        queue.offer("six", new Cost(6));
        queue.offer("huge", HUGE);

        assertThat(queue.remove("six")).isTrue();
        assertThat(queue.remove("huge")).isTrue();
        assertThat(queue.remove("huge")).isFalse();
        assertThat(queue.units()).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    private void later(long milliseconds) {
        now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }
}
