package io.facegate.service.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the images without a container engine. */
class DockerfilesTest {
    private static final Path FOLDER = Path.of("src/main/docker");
    private static final Path REPOSITORY = Path.of("../..");
    /** What the profiles native and image build. */
    private static final Set<String> BUILT = Set.of("sbom.json", "native", "quarkus-app");

    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
    private static final Pattern LABEL = Pattern.compile("org\\.opencontainers\\.image\\.(\\w+)=");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.jvm-gpu", "Dockerfile.native"})
    void basesAreNamedByTag(String file) throws IOException {
        List<String> stages = instructions(file, "FROM");
        Set<String> names = stages.stream()
                .filter(stage -> stage.contains(" AS "))
                .map(stage -> stage.substring(stage.indexOf(" AS ") + 4))
                .collect(Collectors.toSet());

        assertThat(stages)
                .map(stage -> stage.split(" ", 2)[0])
                .filteredOn(base -> !base.equals("scratch") && !names.contains(base) && !base.startsWith("models-$"))
                .isNotEmpty()
                .allMatch(base -> base.contains(":"))
                .noneMatch(base -> base.endsWith(":latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.jvm-gpu", "Dockerfile.native"})
    void theServiceRunsAsANumberedUserWhoIsNotRoot(String file) throws IOException {
        List<String> users = instructions(lastStage(file), "USER");

        assertThat(users).singleElement().asString().matches("[1-9]\\d*:[1-9]\\d*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.jvm-gpu", "Dockerfile.native"})
    void whatIsCopiedExistsOrIsBuilt(String file) throws IOException {
        List<String> copied = instructions(file, "COPY");

        assertThat(copied).isNotEmpty().allSatisfy(copy -> {
            String[] words = copy.replaceFirst("^--from=\\w+ ", "").split(" ");
            String source = words[0];
            if (copy.startsWith("--from=build ")) {
                assertThat(source).startsWith("/source/src/service/target/");
                assertThat(BUILT).contains(source.substring(source.lastIndexOf('/') + 1));
            } else if (!copy.startsWith("--from=") && !source.equals("models")) {
                assertThat(REPOSITORY.resolve(source)).exists();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.jvm-gpu", "Dockerfile.native"})
    void theImageSaysWhatItIsAndStartsWithoutAShell(String file) throws IOException {
        List<String> last = lastStage(file);

        assertThat(instructions(last, "LABEL")).singleElement().asString().satisfies(labels -> assertThat(
                        LABEL.matcher(labels).results().map(result -> result.group(1)))
                .contains("title", "description", "licenses", "version", "revision"));
        assertThat(instructions(last, "ENTRYPOINT")).singleElement().asString().startsWith("[\"/");
        assertThat(instructions(last, "HEALTHCHECK"))
                .singleElement()
                .asString()
                .contains("CMD [\"/")
                .endsWith(", \"health\"]");
        assertThat(instructions(last, "RUN")).isEmpty();
        assertThat(instructions(last, "ADD")).isEmpty();
    }

    /** Maven reads the description of each, and builds only those that the service is made of. */
    @Test
    void theBuildIsGivenEachModule() throws IOException {
        List<String> given = Files.readAllLines(REPOSITORY.resolve(".dockerignore"));
        List<String> modules = MODULE.matcher(Files.readString(REPOSITORY.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();

        assertThat(modules)
                .contains("src/service", "training")
                .allMatch(module -> module.startsWith("src/") || given.contains("!" + module + "/pom.xml"));
        assertThat(given).contains("!src", "!pom.xml");
    }

    /** The instructions from the last FROM on. */
    private static List<String> lastStage(String file) throws IOException {
        List<String> lines = lines(file);
        for (int i = lines.size() - 1; ; i--) {
            if (lines.get(i).startsWith("FROM ")) {
                return lines.subList(i, lines.size());
            }
        }
    }

    private static List<String> instructions(String file, String name) throws IOException {
        return instructions(lines(file), name);
    }

    private static List<String> instructions(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** One for each instruction, without comments and continuations. */
    private static List<String> lines(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder instruction = new StringBuilder();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.endsWith("\\")) {
                instruction.append(text, 0, text.length() - 1);
            } else {
                lines.add(instruction.append(text).toString());
                instruction.setLength(0);
            }
        }
        return lines;
    }
}
