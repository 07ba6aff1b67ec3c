package io.facegate.service.transfer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.ImportsConfig;
import io.facegate.service.web.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UploadPaceTest {
    private static final ImportsConfig LIMITS = new ImportsConfig() {
        @Override
        public MemorySize maximumBytes() {
            return new MemorySize(BigInteger.valueOf(1 << 30));
        }

        @Override
        public int concurrent() {
            return 2;
        }

        @Override
        public Path directory() {
            return Path.of("/tmp");
        }

        @Override
        public Duration longestUpload() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration longestSilence() {
            return Duration.ofSeconds(30);
        }

        @Override
        public MemorySize leastPerSecond() {
            return new MemorySize(BigInteger.valueOf(1000));
        }
    };

    private final TestClock clock = new TestClock();
    private final UploadPace pace = new UploadPace(LIMITS, clock);

    @Test
    void whoSendsNothingLosesTheirPlace() {
        pass(30);
        assertFastEnough();
        pass(1);
        assertTooSlow("Nothing came for 31 seconds");
    }

    @Test
    void whatIsTakenHereIsNotHeldAgainstTheSender() {
        pace.came(100_000);
        pass(60);
        assertFastEnough();
        pace.taken();
        pass(30);
        assertFastEnough();
    }

    @Test
    void whoDripsLosesTheirPlaceOnceTheSilenceIsOver() {
        for (int i = 0; i < 3; i++) {
            pass(10);
            come(3_000);
            assertFastEnough();
        }
        pass(10);
        come(3_000);
        assertTooSlow("Less than 1000 bytes came in a second");
    }

    @Test
    void noBodyTakesForever() {
        for (int i = 0; i < 60; i++) {
            pass(10);
            come(1_000_000);
            assertFastEnough();
        }
        pass(1);
        assertTooSlow("It took more than 600 seconds");
    }

    private void come(int bytes) {
        pace.came(bytes);
        pace.taken();
    }

    private void pass(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
    }

    private void assertFastEnough() {
        assertThatCode(pace::check).doesNotThrowAnyException();
    }

    private void assertTooSlow(String why) {
        assertThatThrownBy(pace::check).isInstanceOf(ProblemException.class).hasMessageContaining(why);
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
