package io.facegate.training.tracking;

import java.time.Instant;

/** What a tracker was told, on its way to a service. */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
sealed interface Told {
    record Scalar(long step, Instant time, String name, double value) implements Told {}

    record Histogram(long step, String name, float[] values) implements Told {}

    record Picture(long step, String name, byte[] png) implements Told {}

    /** Of the whole run. */
    record Result(String name, double value) implements Told {}

    /** The last. */
    record End(RunEnd end) implements Told {}
}
