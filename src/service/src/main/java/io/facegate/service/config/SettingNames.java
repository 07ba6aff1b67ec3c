package io.facegate.service.config;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that settings may have. */
final class SettingNames {
    static final String PREFIX = "facegate.";

    /** Of the launcher, the private PostgreSQL, the probe of containers, and what application.properties asks for. */
    private static final Set<String> OTHERS = Set.of(
            "FACEGATE_MODELS",
            "FACEGATE_LOG_JSON",
            "FACEGATE_SHUTDOWN_DELAY",
            "FACEGATE_HEALTH_URL",
            "FACEGATE_KEY",
            "FACEGATE_STATE",
            "FACEGATE_POSTGRES",
            "FACEGATE_POSTGRES_FDW",
            "FACEGATE_PYTHON",
            "FACEGATE_PORT",
            "FACEGATE_DB_ADMINISTRATOR_PASSWORD");

    /** What Kubernetes tells each container about services that are called facegate or facegate-anything. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "FACEGATE_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    /** Further apart than this, one isn't a misspelling of the other. */
    private static final int FAR = 6;

    private final Set<String> known = new TreeSet<>(OTHERS);
    private final Pattern pattern;

    SettingNames(Collection<ConfigClass> groups) {
        Set<String> properties = groups.stream()
                .filter(group -> group.getPrefix().startsWith(PREFIX))
                .flatMap(group -> group.getProperties().keySet().stream())
                .collect(Collectors.toSet());
        properties.stream()
                .filter(property -> !property.contains("*"))
                .map(Setting::variable)
                .forEach(known::add);
        // also[*] is also[0], also[1], ..., and as a variable ALSO_0_
        this.pattern = Pattern.compile(properties.stream()
                .filter(property -> property.contains("*"))
                .map(property -> Setting.variable(property.replace("*", "STAR")).replace("STAR", "\\w+"))
                .collect(Collectors.joining("|", "(", ")")));
    }

    /** Whether it begins as the settings of this service do, however it is written. */
    static boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').startsWith(PREFIX);
    }

    boolean knows(String name) {
        String variable = Setting.variable(name);
        return known.contains(variable)
                || pattern.matcher(variable).matches()
                || OF_KUBERNETES.matcher(variable).matches();
    }

    /** The one that is spelt most like it, if any is spelt nearly so. */
    Optional<String> nearest(String name) {
        String variable = Setting.variable(name);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, variable)))
                .filter(candidate -> distance(candidate, variable) <= FAR);
    }

    List<String> all() {
        return List.copyOf(known);
    }

    /** How many letters have to be put in, taken out or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
