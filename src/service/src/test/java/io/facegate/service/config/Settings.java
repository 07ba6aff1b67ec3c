package io.facegate.service.config;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All configuration interfaces of the service, read as it reads them. */
final class Settings {
    private static final List<ConfigClass> GROUPS = found();

    private Settings() {}

    static List<ConfigClass> groups() {
        return GROUPS;
    }

    private static List<ConfigClass> found() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.facegate.service.config")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .map(ConfigClass::configClass)
                        .sorted(Comparator.comparing(ConfigClass::getPrefix))
                        .toList();
    }

    static SettingNames names() {
        return new SettingNames(groups());
    }

    /** As the service would start with these variables of its environment and these properties. */
    static SmallRyeConfig read(Map<String, String> variables, Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300), new PropertiesConfigSource(properties, "a file", 250))
                .withDefaultValue("java.io.tmpdir", "/tmp")
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withCustomizers(new SettingsCheck())
                .addDefaultInterceptors();
        groups().forEach(builder::withMapping);
        return builder.build();
    }

    /** Every one, with the value that it has where nothing is set. */
    static List<Setting> all() {
        SmallRyeConfig defaults = read(Map.of(), Map.of());
        return groups().stream()
                .flatMap(group -> new SettingRules(
                                group.getType(),
                                group.getPrefix(),
                                defaults.getConfigMapping(group.getType()),
                                property -> null)
                        .all().stream())
                .sorted(Comparator.comparing(Setting::property))
                .toList();
    }
}
