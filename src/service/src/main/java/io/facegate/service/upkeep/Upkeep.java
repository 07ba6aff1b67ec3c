package io.facegate.service.upkeep;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Something that is done again and again, from the end of the start on. A bean of this type is enough. */
public interface Upkeep {
    /** Unique; schedulers tell jobs apart by it. */
    String name();

    /** From the beginning of a round to that of the next one, at least a second; a round that is late isn't begun twice. */
    Duration every();

    /** One round. It says itself what hinders it: the next one tries again. */
    Uni<Void> round();
}
