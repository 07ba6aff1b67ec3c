package io.facegate.training.cli.option;

import io.facegate.training.dataset.SkippedPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What lies in a folder of pictures and is none that can be used: how much of it, and where to look first. */
public final class PassedOver {
    private static final int NAMED = 3;

    private PassedOver() {}

    /** A line for each reason; none for nothing. */
    public static List<String> lines(List<SkippedPicture> passedOver) {
        Map<String, List<SkippedPicture>> byReason = passedOver.stream()
                .collect(Collectors.groupingBy(SkippedPicture::reason, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, files) -> lines.add("%-32s %d: %s%s"
                .formatted(
                        "passed over: " + reason.replace('_', ' '),
                        files.size(),
                        files.stream().limit(NAMED).map(SkippedPicture::file).collect(Collectors.joining(", ")),
                        files.size() > NAMED ? ", ..." : "")));
        return lines;
    }
}
