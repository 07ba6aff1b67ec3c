package io.facegate.service.web.upload;

import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a part of a form.
 *
 * @param value as it is documented
 * @param formerly names of the same that are still taken
 */
public record PartName(String value, List<String> formerly) {
    public PartName {
        formerly = List.copyOf(formerly);
    }

    public static PartName of(String value, String... formerly) {
        return new PartName(value, List.of(formerly));
    }

    Stream<String> all() {
        return Stream.concat(Stream.of(value), formerly.stream());
    }
}
