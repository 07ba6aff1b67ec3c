package io.facegate.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts pictures by outcome, and those that were rejected by their reasons. */
final class EnrolmentTally {
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();

    void add(PictureOutcome outcome) {
        outcomes.merge(outcome.outcome(), 1L, Long::sum);
        outcome.reasons().forEach(reason -> reasons.merge(reason, 1L, Long::sum));
    }

    long total() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as: 12 pictures: 10 enrolled, 2 rejected (1 image_damaged, 1 no_face). */
    @Override
    public String toString() {
        String why = reasons.isEmpty() ? "" : " (%s)".formatted(list(reasons));
        return "%d pictures%s%s%s".formatted(total(), outcomes.isEmpty() ? "" : ": ", list(outcomes), why);
    }

    private static String list(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
