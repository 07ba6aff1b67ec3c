package io.facegate.gallery.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the first place where an audit is broken: an entry that was changed, removed, put in or moved.
 *
 * <p>Whoever can write all of the database can also compute all hashes anew from some place on, or cut the end off: that
 * is found only by a position that was written down elsewhere.
 */
public final class AuditVerifier {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DROPPED = "audit.dropped";
    private static final Duration LATE = Duration.ofHours(1);

    private final AuditPosition start;
    private final TreeMap<Long, String> writtenDown = new TreeMap<>();
    private AuditPosition head;
    private boolean startExplained;
    private long entries;
    private long late;

    /**
     * @param start before the first line: {@link AuditPosition#GENESIS}, or where old entries were dropped up to
     * @param writtenDown positions as they once were; those before the start can't be looked at
     */
    public AuditVerifier(AuditPosition start, Collection<AuditPosition> writtenDown) {
        this.start = start;
        this.head = start;
        this.startExplained = start.position() == 0;
        writtenDown.forEach(known -> this.writtenDown.put(known.position(), known.hash()));
    }

    /**
     * @param line the next one
     * @return what is wrong with it
     */
    public Optional<AuditFinding> add(AuditLine line) {
        long expected = head.position() + 1;
        if (line.position() != expected) {
            return found(expected, line.position() > expected ? "it is missing" : "it is there twice");
        }
        @Nullable String entry = line.entry();
        if (entry == null) {
            return found(expected, "the event was removed");
        }
        if (!line.expected(head.hash()).equals(line.hash())) {
            return found(expected, "it was changed, or put in, or what was before it was");
        }
        @Nullable String known = writtenDown.get(expected);
        if (known != null && !known.equals(line.hash())) {
            return found(expected, "it is another than the one that was written down");
        }
        head = new AuditPosition(expected, line.hash());
        entries++;
        look(line, entry);
        return Optional.empty();
    }

    private void look(AuditLine line, String entry) {
        JsonNode event = read(entry);
        if (event.path("type").asText().equals(DROPPED)) {
            JsonNode details = event.path("details");
            startExplained |= details.path("through").asLong() == start.position()
                    && details.path("hash").asText().equals(start.hash());
        }
        if (Duration.between(Instant.parse(event.path("at").asText()), Instant.parse(line.sealedAt()))
                        .compareTo(LATE)
                > 0) {
            late++;
        }
    }

    private static JsonNode read(String entry) {
        try {
            return JSON.readTree(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The entry is no JSON", e);
        }
    }

    /** What is wrong with the audit as a whole, once all its lines were added. */
    public Optional<AuditFinding> end() {
        Map.@Nullable Entry<Long, String> beyond = writtenDown.higherEntry(head.position());
        if (beyond != null) {
            return found(
                    head.position() + 1, "the end is cut off: position %d was written down".formatted(beyond.getKey()));
        }
        @Nullable String known = writtenDown.get(start.position());
        if (known != null && !known.equals(start.hash())) {
            return found(start.position(), "it is another than the one that was written down");
        }
        if (!startExplained) {
            return found(start.position() + 1, "nothing says that what was before it was dropped");
        }
        return Optional.empty();
    }

    private static Optional<AuditFinding> found(long position, String why) {
        return Optional.of(new AuditFinding(position, why));
    }

    /** The last one that is right. */
    public AuditPosition head() {
        return head;
    }

    /** How many are right. */
    public long entries() {
        return entries;
    }

    /** How many say that they are more than an hour older than their position: written by long transactions, or backdated. */
    public long late() {
        return late;
    }
}
