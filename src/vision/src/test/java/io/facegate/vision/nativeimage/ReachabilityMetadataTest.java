package io.facegate.vision.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What native-image is told of the native libraries is true of those on the class path. */
class ReachabilityMetadataTest {
    private static final Path FOLDER = Path.of("src/main/resources/META-INF/native-image/io.facegate/facegate-vision");
    private static final String UPDATE = "facegate.native.update";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void itIsWhatTheClassPathNeeds() throws IOException {
        ReachabilityMetadata needed = ReachabilityMetadata.ofTheClassPath();
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("jni-config.json"), needed.jni());
            Files.writeString(FOLDER.resolve("reflect-config.json"), needed.reflection());
        }

        assertFile("jni-config.json", needed.jni());
        assertFile("reflect-config.json", needed.reflection());
    }

    private static void assertFile(String name, String needed) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(name)))
                .as(
                        "%s. After a change of versions: ./mvnw -pl src/vision test -Dtest=%s#itIs* -D%s=true",
                        name, ReachabilityMetadataTest.class.getSimpleName(), UPDATE)
                .isEqualTo(needed);
    }

    /** JavaCPP compares the versions of its jars when it starts, and warns where it finds none. */
    @Test
    void whatIsReadAtTheStartIsInTheExecutable() throws IOException {
        List<Pattern> included = new ArrayList<>();
        JSON.readTree(FOLDER.resolve("resource-config.json").toFile())
                .at("/resources/includes")
                .forEach(include ->
                        included.add(Pattern.compile(include.get("pattern").asText())));

        assertThat(List.of(
                        "io/facegate/vision/embedding/trial-faces.jpg",
                        "org/bytedeco/javacpp/properties/linux-x86_64.properties",
                        "META-INF/maven/org.bytedeco/javacpp/pom.properties",
                        "META-INF/maven/org.bytedeco/openblas/pom.properties",
                        "META-INF/maven/org.bytedeco/opencv/pom.properties"))
                .allSatisfy(resource -> {
                    assertThat(getClass().getClassLoader().getResource(resource))
                            .as("on the class path: " + resource)
                            .isNotNull();
                    assertThat(included).as(resource).anyMatch(pattern -> pattern.matcher(resource)
                            .matches());
                });
    }

    /** Without it, native code can't make one: "is instantiated reflectively but was never registered". */
    @Test
    void everyPointerThatNativeCodeMayMakeCanBeMade() throws IOException {
        Map<String, JsonNode> registered = registered("reflect-config.json");
        Set<String> pointers = new ClassFileImporter()
                        .importPackages(
                                "org.tensorflow.internal.c_api",
                                "org.bytedeco.javacpp",
                                "org.bytedeco.openblas",
                                "org.bytedeco.opencv.opencv_core",
                                "org.bytedeco.opencv.opencv_imgproc",
                                "org.bytedeco.opencv.opencv_imgcodecs")
                        .stream()
                        .filter(type -> type.isAssignableTo(Pointer.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        // another build of OpenBLAS, which nothing loads
                        .filter(type -> !type.getName().startsWith("org.bytedeco.openblas.global.openblas_full"))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(pointers)
                .hasSizeGreaterThan(300)
                .contains("org.tensorflow.internal.c_api.TF_Graph", "org.bytedeco.opencv.opencv_core.Mat")
                .allSatisfy(type -> assertThat(registered).hasEntrySatisfying(type, entry -> assertThat(
                                entry.path("unsafeAllocated").asBoolean())
                        .as(type)
                        .isTrue()));
    }

    /** Each is looked up when the library is loaded: one that is missing is a {@code NoClassDefFoundError}. */
    @ParameterizedTest
    @EnumSource
    void everyClassThatALibraryLooksUpIsThere(NativeLibrary library) throws IOException {
        assertThat(library.classesLookedUp()).isNotEmpty();
        assertThat(registered("jni-config.json").keySet()).containsAll(library.classesLookedUp());
        assertThat(registered("reflect-config.json").keySet()).containsAll(library.classesLookedUp());
    }

    @Test
    void everythingThatIsNamedExists() throws IOException, ClassNotFoundException {
        ClassLoader loader = getClass().getClassLoader();
        for (String file : new String[] {"jni-config.json", "reflect-config.json"}) {
            for (String type : registered(file).keySet()) {
                assertThat(Class.forName(type, false, loader)).isNotNull();
            }
        }
    }

    private static Map<String, JsonNode> registered(String file) throws IOException {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (JsonNode entry : JSON.readTree(FOLDER.resolve(file).toFile())) {
            entries.put(entry.path("name").asText(), entry);
        }
        return entries;
    }
}
