package io.facegate.service.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the values of a group of settings are within what {@link Range} and {@link AtMost} allow, and its switches really
 * true or false: anything unknown would else be false.
 *
 * @param group the configuration interface
 * @param prefix of its settings
 * @param written what was typed for a property; null if nothing was
 */
record SettingRules(Class<?> group, String prefix, Object settings, Function<String, @Nullable String> written) {
    private static final Set<String> SWITCHES = Set.of("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0");

    /** Empty if nothing is wrong. */
    List<StartFailure> broken() {
        List<StartFailure> failures = new ArrayList<>();
        for (Method method : methods()) {
            Setting setting = Setting.of(prefix, method, settings);
            Object value = setting.value();
            if (value != null && isGroup(method.getReturnType())) {
                failures.addAll(new SettingRules(method.getReturnType(), setting.property(), value, written).broken());
            } else {
                outOfBounds(setting).ifPresent(failures::add);
                aboveItsMaximum(setting).ifPresent(failures::add);
            }
        }
        return failures;
    }

    /** All settings of the group and its groups. */
    List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (Method method : methods()) {
            Setting setting = Setting.of(prefix, method, settings);
            Object value = setting.value();
            if (value != null && isGroup(method.getReturnType())) {
                all.addAll(new SettingRules(method.getReturnType(), setting.property(), value, written).all());
            } else {
                all.add(setting);
            }
        }
        return all;
    }

    /** In a native executable an interface that isn't registered for reflection has none. */
    private List<Method> methods() {
        List<Method> methods = Arrays.stream(group.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalStateException("%s is not registered for reflection".formatted(group));
        }
        return methods;
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackage().equals(SettingRules.class.getPackage());
    }

    private Optional<StartFailure> outOfBounds(Setting setting) {
        String text = setting.value() instanceof Boolean ? written.apply(setting.property()) : null;
        if (setting.isWithinItsBounds() && (text == null || SWITCHES.contains(text.toLowerCase(Locale.ROOT)))) {
            return Optional.empty();
        }
        String known = setting.byDefault();
        return Optional.of(new StartFailure(
                "%s is %s.".formatted(setting.variable(), text == null ? setting.text() : text),
                "%s is %s.".formatted(setting.property(), setting.allowed()),
                known == null ? "leave it out." : "leave it out: the default is %s.".formatted(known)));
    }

    private Optional<StartFailure> aboveItsMaximum(Setting setting) {
        AtMost rule = setting.method().getAnnotation(AtMost.class);
        if (rule == null) {
            return Optional.empty();
        }
        Setting maximum = methods().stream()
                .filter(method -> method.getName().equals(rule.value()))
                .map(method -> Setting.of(prefix, method, settings))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no setting %s".formatted(rule.value())));
        Double number = setting.number();
        Double most = maximum.number();
        return number == null || most == null || number <= most
                ? Optional.empty()
                : Optional.of(new StartFailure(
                        "%s (%s) is above %s (%s)."
                                .formatted(setting.variable(), setting.text(), maximum.variable(), maximum.text()),
                        "%s may be at most %s.".formatted(setting.property(), maximum.property()),
                        "leave both out: the defaults are %s and %s."
                                .formatted(setting.byDefault(), maximum.byDefault())));
    }
}
