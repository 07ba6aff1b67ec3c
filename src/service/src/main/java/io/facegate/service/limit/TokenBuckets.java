package io.facegate.service.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket for each of those who took something lately. Memory is bounded: beyond so many, whoever was silent longest is
 * forgotten, and has a full bucket again.
 */
final class TokenBuckets {
    private static final float LOAD = 0.75f;

    private final String policy;
    private final int rate;
    private final int burst;
    private final TimeMeter clock;
    private final Map<String, Bucket> buckets;

    /**
     * @param policy its name in headers
     * @param rate tokens that come back in a second; 0 for no limit
     * @param burst tokens of a full bucket
     * @param remembered buckets at most
     */
    TokenBuckets(String policy, int rate, int burst, int remembered, TimeMeter clock) {
        this.policy = policy;
        this.rate = rate;
        this.burst = burst;
        this.clock = clock;
        this.buckets = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > remembered;
            }
        };
    }

    boolean limit() {
        return rate > 0;
    }

    /** Takes tokens of somebody's bucket, if there are so many. */
    Taken take(String whose, int tokens) {
        ConsumptionProbe probe = bucket(whose).tryConsumeAndReturnRemaining(Math.min(tokens, burst));
        return new Taken(
                this,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
    }

    /** Gives back what was taken in vain. */
    void giveBack(String whose, int tokens) {
        bucket(whose).addTokens(tokens);
    }

    private Bucket bucket(String whose) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(whose, nobody -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                    .withCustomTimePrecision(clock)
                    .build());
        }
    }

    int size() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    /** Up. */
    private static long rounded(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    private static long seconds(long nanos) {
        return rounded(nanos, 1_000_000_000L);
    }

    /**
     * What came of it.
     *
     * @param reset seconds until the bucket is full
     * @param delay seconds until there is enough; 0 if there was
     */
    record Taken(TokenBuckets of, boolean enough, long remaining, long reset, long delay) {
        /** Of {@code RateLimit-Policy}: the quota, and the seconds in which it comes back. */
        String policyItem() {
            return "\"%s\";q=%d;w=%d".formatted(of.policy, of.burst, rounded(of.burst, of.rate));
        }

        /** Of {@code RateLimit}: what remains, and the seconds until all is there again. */
        String item() {
            return "\"%s\";r=%d;t=%d".formatted(of.policy, remaining, reset);
        }

        String policy() {
            return of.policy;
        }
    }
}
