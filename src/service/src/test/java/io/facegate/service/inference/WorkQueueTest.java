package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With room for 10 units, and three seconds; large from 9 units on, and one large one at a time. */
class WorkQueueTest {
    private static final Cost SMALL = new Cost(1);
    private static final Cost LARGE = new Cost(9);
    private static final Cost HUGE = new Cost(41);

    private long now;
    private final WorkQueue<String> queue = new WorkQueue<>(10, 9, 1, TimeUnit.SECONDS.toNanos(3), () -> now);

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
    void whatWouldWaitTooLongIsNotTaken() {
        queue.offer("first", SMALL);
        queue.offer("second", SMALL);
        queue.offer("third", SMALL);
        assertThat(queue.expectedWait()).as("nothing has waited yet").isZero();
        for (int i = 0; i < 3; i++) {
            later(900);
            queue.poll();
        }

        assertThat(queue.expectedWait()).as("with an empty queue").isZero();
        int taken = 0;
        while (queue.offer("another", SMALL)) {
            taken++;
        }
        assertThat(taken).isEqualTo(4); // of 900 ms each
        assertThat(queue.full()).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toMillis(queue.expectedWait())).isEqualTo(3_600);
    }

    @Test
    void whatIsBegunAtOnceTeachesNothing() {
        queue.offer("first", SMALL);
        queue.offer("second", SMALL);
        later(2_000);
        queue.poll();
        queue.poll();
        long learnt = learnt();

        for (int i = 0; i < 100; i++) {
            queue.offer("lone", SMALL);
            queue.poll();
        }

        assertThat(learnt()).isEqualTo(learnt).isPositive();
    }

    private long learnt() {
        queue.offer("one", SMALL);
        long wait = queue.expectedWait();
        queue.remove("one");
        return wait;
    }

    @Test
    void whatHasWaitedTooLongIsGivenBack() {
        queue.offer("first", SMALL);
        queue.offer("large", LARGE);
        later(2_000);
        queue.offer("second", SMALL);
        assertThat(queue.late()).isEmpty();

        later(1_001);
        assertThat(queue.late()).containsExactly("first");
        assertThat(queue.units()).isEqualTo(10);

        later(1_000);
        assertThat(queue.late()).containsExactly("large"); // which lets others go before it for 900 ms
        assertThat(queue.poll()).isEqualTo("second");
        assertThat(queue.isEmpty()).isTrue();
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
