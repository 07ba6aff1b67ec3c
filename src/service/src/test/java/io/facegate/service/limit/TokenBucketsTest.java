package io.facegate.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.limit.TokenBuckets.Taken;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final Clock clock = new Clock();
    private final TokenBuckets buckets = new TokenBuckets("key", 10, 100, 1_000, clock);

    /** Stands still, unless it is told. */
    private static final class Clock implements TimeMeter {
        private long nanos = 1;

        void passes(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void aBucketIsTakenFromUntilItIsEmptyAndFillsAgain() {
        assertThat(buckets.take("anna", 60).enough()).isTrue();

        Taken tooMuch = buckets.take("anna", 50);
        assertThat(tooMuch.enough()).isFalse();
        assertThat(tooMuch.remaining()).isEqualTo(40);
        assertThat(tooMuch.delay()).as("ten tokens, ten a second").isEqualTo(1);

        assertThat(buckets.take("anna", 40).enough()).isTrue();
        assertThat(buckets.take("anna", 1).enough()).isFalse();
        clock.passes(Duration.ofSeconds(4));
        assertThat(buckets.take("anna", 40).enough()).isTrue();
        assertThat(buckets.take("anna", 1).enough()).isFalse();
    }

    @Test
    void nobodyTakesOfAnothersBucket() {
        buckets.take("anna", 100);

        assertThat(buckets.take("bert", 100).enough()).isTrue();
    }

    @Test
    void whatCostsMoreThanABucketHoldsTakesAWholeOne() {
        assertThat(buckets.take("anna", 1_000).enough()).isTrue();
        assertThat(buckets.take("anna", 1).enough()).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        buckets.take("anna", 100);
        buckets.giveBack("anna", 1);

        assertThat(buckets.take("anna", 1).enough()).isTrue();
        buckets.giveBack("bert", 50);
        assertThat(buckets.take("bert", 1).remaining())
                .as("a full one stays full")
                .isEqualTo(99);
    }

    @Test
    void headersSayWhatThereIsAndWhatIsLeft() {
        Taken taken = buckets.take("anna", 25);

        assertThat(taken.policyItem()).isEqualTo("\"key\";q=100;w=10");
        assertThat(taken.item()).isEqualTo("\"key\";r=75;t=3");
    }

    @Test
    void memoryIsBoundedAndTheSilentAreForgottenFirst() {
        buckets.take("first", 100);
        buckets.take("busy", 100);
        IntStream.range(0, 999).forEach(i -> {
            buckets.take("client" + i, 1);
            buckets.take("busy", 1);
        });

        assertThat(buckets.size()).isEqualTo(1_000);
        assertThat(buckets.take("busy", 1).enough()).isFalse();
        assertThat(buckets.take("first", 100).enough()).as("forgotten").isTrue();
    }
}
