package io.facegate.service.config;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks all settings when the configuration is read, before anything else starts: names that no configuration interface
 * has, and values that {@link SettingRules} and {@link DatabaseAddress} don't allow. A new setting is checked without a word
 * here. Found by the configuration as a service.
 */
public final class SettingsCheck implements SmallRyeConfigBuilderCustomizer {
    private static final String ENVIRONMENT = "the environment";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        Names names = new Names();
        builder.withInterceptors(names);
        builder.withValidateUnknown(false); // it overlooks the environment; names are checked here
        builder.withValidator(new Validator(names, builder.getMappingsBuilder()::getMappings));
    }

    /** Sees the names and values of all sources. */
    private static final class Names implements ConfigSourceInterceptor {
        private static final long serialVersionUID = 1;

        private transient @Nullable ConfigSourceInterceptorContext context;

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext sources, String name) {
            this.context = sources;
            return sources.proceed(name);
        }

        @Nullable
        String written(String property) {
            ConfigSourceInterceptorContext sources = context;
            ConfigValue value = sources == null ? null : sources.proceed(property);
            return value == null ? null : value.getValue();
        }

        List<StartFailure> unknown(SettingNames known) {
            ConfigSourceInterceptorContext sources = context;
            if (sources == null || LaunchMode.current() == LaunchMode.TEST) { // the tests' own properties begin so too
                return List.of();
            }
            TreeMap<String, StartFailure> failures = new TreeMap<>();
            for (Iterator<String> names = sources.iterateNames(); names.hasNext(); ) {
                String name = names.next();
                if (SettingNames.isOurs(name) && !known.knows(name)) {
                    failures.merge(Setting.variable(name), failure(name, sources, known), (one, other) -> one);
                }
            }
            return List.copyOf(failures.values());
        }

        private static StartFailure failure(String name, ConfigSourceInterceptorContext sources, SettingNames known) {
            ConfigValue value = sources.proceed(name);
            String source = value == null ? "EnvConfigSource" : String.valueOf(value.getConfigSourceName());
            return new StartFailure(
                    "there is no setting %s."
                            .formatted(described(source).equals(ENVIRONMENT) ? Setting.variable(name) : name),
                    "It is set in %s.".formatted(described(source)),
                    known.nearest(name)
                            .map("%s is meant."::formatted)
                            .orElse("take it away: docs/operations.md lists the settings."));
        }

        private static String described(String source) {
            if (source.contains("EnvConfigSource")) {
                return ENVIRONMENT;
            }
            return source.contains("SysPropConfigSource") ? "a system property (-D)" : source;
        }
    }

    private static final class Validator implements ConfigValidator {
        private final Names names;
        private final Supplier<? extends Collection<ConfigClass>> groups;
        private boolean namesAreChecked;

        Validator(Names names, Supplier<? extends Collection<ConfigClass>> groups) {
            this.names = names;
            this.groups = groups;
        }

        @Override
        public void validateMapping(Class<?> group, String prefix, Object settings) {
            if (!(prefix + '.').startsWith(SettingNames.PREFIX)) {
                return;
            }
            List<StartFailure> failures = new ArrayList<>();
            if (!namesAreChecked) {
                namesAreChecked = true;
                failures.addAll(names.unknown(new SettingNames(groups.get())));
            }
            failures.addAll(new SettingRules(group, prefix, settings, names::written).broken());
            if (settings instanceof DatabaseConfig database) {
                database.url().flatMap(DatabaseAddress::wrong).ifPresent(failures::add);
            }
            if (!failures.isEmpty()) {
                throw new ConfigValidationException(failures.stream()
                        .map(failure -> new Problem(failure.toString()))
                        .toArray(Problem[]::new));
            }
        }
    }
}
