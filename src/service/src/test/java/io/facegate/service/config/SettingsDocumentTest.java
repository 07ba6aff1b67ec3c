package io.facegate.service.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents, manifests and scripts say of settings is what the service reads. */
class SettingsDocumentTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path DOCUMENT = ROOT.resolve("docs/operations.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- settings -->\n).*(?=<!-- end of settings -->)");
    private static final Pattern VARIABLE =
            Pattern.compile("(?<![A-Z_])FACEGATE_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_]|\\.\\.\\.)");
    private static final boolean UPDATE = Boolean.getBoolean("facegate.settings.update");

    @Test
    void theTableOfSettingsIsComplete() throws IOException {
        String document = Files.readString(DOCUMENT);
        String table = table();
        if (UPDATE) {
            document = TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(table));
            Files.writeString(DOCUMENT, document);
        }

        assertThat(document)
                .as("-Dfacegate.settings.update=true writes the table")
                .contains(table);
    }

    @Test
    void everyVariableThatIsWrittenSomewhereIsKnown() throws IOException {
        SettingNames names = Settings.names();
        Set<String> unknown = new TreeSet<>();
        for (Path file : documentsAndScripts()) {
            VARIABLE.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !names.knows(name))
                    .forEach(name -> unknown.add("%s in %s".formatted(name, file)));
        }

        assertThat(unknown).isEmpty();
    }

    /** Without it, a native executable would check nothing of them. */
    @Test
    void configurationInterfacesAreRegisteredForReflection() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Config")
                .or()
                .areMemberClasses()
                .and()
                .areInterfaces()
                .should()
                .beAnnotatedWith(RegisterForReflection.class)
                .check(new ClassFileImporter().importPackages("io.facegate.service.config"));
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .resideInAPackage("io.facegate.service.config")
                .check(new ClassFileImporter().importPackages("io.facegate.service"));
    }

    private static String table() {
        return Settings.all().stream()
                .map(setting -> "| `%s` | %s | %s |%n"
                        .formatted(
                                setting.variable(),
                                setting.byDefault() == null ? "" : "`%s`".formatted(setting.byDefault()),
                                setting.allowed()))
                .collect(Collectors.joining("", "| variable | default | may be |\n|---|---|---|\n", ""));
    }

    private static List<Path> documentsAndScripts() throws IOException {
        List<Path> files = new ArrayList<>(List.of(
                ROOT.resolve("README.md"),
                ROOT.resolve("facegate"),
                ROOT.resolve("compose.yaml"),
                ROOT.resolve(".env.example"),
                Path.of("src/main/resources/application.properties"),
                Path.of("src/main/resources/META-INF/microprofile-config.properties")));
        for (Path folder : List.of(
                ROOT.resolve("docs"),
                ROOT.resolve("k8s/base"),
                ROOT.resolve("k8s/components"),
                ROOT.resolve("k8s/overlays"),
                Path.of("src/main/docker"),
                Path.of("postgres"),
                Path.of("native"))) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().matches(".*\\.(png|jpg|svg|csv)"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
