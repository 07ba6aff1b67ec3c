package io.facegate.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What native-image is told of ONNX Runtime is true of the library on the class path. */
class NativeImageTest {
    private static final String METADATA = "META-INF/native-image/io.facegate/facegate-onnxruntime/";
    private static final String LIBRARY = "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so";
    /** As {@code FindClass} takes it; what else looks like one is within a signature. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?<=\0)ai/onnxruntime/[\\w/$]+(?=\0)");

    @Test
    void everyClassThatTheLibraryLooksUpIsThere() throws IOException {
        Set<String> lookedUp = new TreeSet<>();
        Matcher matcher = CLASS_NAME.matcher(new String(read(LIBRARY), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            lookedUp.add(matcher.group().replace('/', '.'));
        }

        assertThat(lookedUp).contains("ai.onnxruntime.OrtException");
        assertThat(registered("jni-config.json")).containsAll(lookedUp);
    }

    @Test
    void everythingThatIsNamedExists() throws IOException, ClassNotFoundException {
        for (String file : new String[] {"jni-config.json", "reflect-config.json"}) {
            for (String type : registered(file)) {
                assertThat(Class.forName(type, false, getClass().getClassLoader()))
                        .isNotNull();
            }
        }
    }

    @Test
    void theModuleHasTheLibrariesOfOnePlatformAlone() {
        assertThat(OnnxRuntimeEngine.class.getResource("/" + LIBRARY)).isNotNull();
        assertThat(OnnxRuntimeEngine.class.getProtectionDomain().getCodeSource().getLocation())
                .satisfies(module -> assertThat(
                                java.nio.file.Path.of(module.toURI()).resolve("ai/onnxruntime/native"))
                        .isDirectoryNotContaining(folder -> !folder.endsWith("linux-x64")));
    }

    private static Set<String> registered(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        new ObjectMapper()
                .readTree(read(METADATA + file))
                .forEach(type -> names.add(type.get("name").asText()));
        return names;
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = NativeImageTest.class.getClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }
}
