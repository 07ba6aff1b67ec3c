package io.facegate.service.start;

import io.facegate.service.config.Setting;
import io.facegate.service.config.StartFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the configuration itself says of a value that it can't read, in three lines. */
final class SettingProblem {
    private static final Pattern UNREADABLE = Pattern.compile(
            ".*The config property (?<name>\\S+) with the config value \"(?<value>.*)\" threw an Exception whilst being converted (?<why>.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile(
            ".*The config property (?<name>\\S+) is (defined as the empty String|required).*", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("[A-Z]{3,}\\d+: ");

    private SettingProblem() {}

    static String told(String message) {
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.matches()) {
            String name = unreadable.group("name");
            return new StartFailure(
                            "%s is %s.".formatted(Setting.variable(name), unreadable.group("value")),
                            "%s: %s"
                                    .formatted(
                                            name,
                                            CODE.matcher(unreadable.group("why"))
                                                    .replaceAll("")),
                            "leave it out for its default.")
                    .toString();
        }
        Matcher empty = EMPTY.matcher(message);
        if (empty.matches()) {
            String name = empty.group("name");
            return new StartFailure(
                            "%s is empty.".formatted(Setting.variable(name)),
                            "%s needs a value.".formatted(name),
                            "a variable in the command that sets it is not set; leave it out for its default.")
                    .toString();
        }
        return message; // of the checks of this service
    }
}
