package io.facegate.vision.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;

/**
 * What native-image must be told of TensorFlow, OpenCV and JavaCPP, computed from the jars on the class path: which
 * classes native code and reflection look up by name.
 *
 * <p>The platform jars of JavaCPP, OpenCV and OpenBLAS say it of themselves, but they also embed their libraries, to be
 * unpacked at every start. So they are left out of a native build, and what they say is repeated here. TensorFlow's
 * jars say nothing.
 */
final class ReachabilityMetadata {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Of which native code makes instances; in other packages, of those that the platform jars name. */
    private static final Set<String> POINTER_PACKAGES = Set.of(
            "org.bytedeco.javacpp",
            "org.bytedeco.javacpp.chrono",
            "org.bytedeco.opencv.opencv_core",
            "org.bytedeco.opencv.opencv_imgproc",
            "org.tensorflow.internal.c_api");

    private static final List<String> EVERY_MEMBER =
            List.of("allDeclaredConstructors", "allDeclaredFields", "allDeclaredMethods");

    private final SortedMap<String, ObjectNode> jni = new TreeMap<>();
    private final SortedMap<String, ObjectNode> reflection = new TreeMap<>();

    static ReachabilityMetadata ofTheClassPath() throws IOException {
        ReachabilityMetadata metadata = new ReachabilityMetadata();
        for (NativeLibrary library : NativeLibrary.values()) {
            metadata.addAll(metadata.jni, library.shipped("jni-config.json"));
            metadata.addAll(metadata.reflection, library.shipped("reflect-config.json"));
        }
        metadata.addTensorFlow();
        metadata.addPointers();
        metadata.addPlatform();
        return metadata;
    }

    /** As in {@code jni-config.json}. */
    String jni() throws IOException {
        return document(jni);
    }

    /** As in {@code reflect-config.json}. */
    String reflection() throws IOException {
        return document(reflection);
    }

    private void addAll(SortedMap<String, ObjectNode> entries, List<URL> documents) throws IOException {
        for (URL document : documents) {
            for (JsonNode entry : JSON.readTree(document)) {
                entry(entries, entry.path("name").asText()).setAll((ObjectNode) entry);
            }
        }
    }

    private void addTensorFlow() {
        for (JavaClass type : classes("org.tensorflow.internal.c_api")) {
            addMembers(jni, type.getName());
            addMembers(reflection, type.getName());
        }
        // made by reflection, one for each type of tensor
        classes("org.tensorflow.internal.types").stream()
                .filter(type -> type.getSimpleName().endsWith("Mapper"))
                .filter(ReachabilityMetadata::isConcrete)
                .forEach(type -> entry(reflection, type.getName()).put("allDeclaredConstructors", true));
    }

    /** Native code makes them without a constructor. */
    private void addPointers() {
        classes("org.bytedeco.javacpp", "org.bytedeco.openblas", "org.bytedeco.opencv", "org.tensorflow.internal.c_api")
                .stream()
                .filter(type -> POINTER_PACKAGES.contains(type.getPackageName()) || jni.containsKey(type.getName()))
                .filter(type -> type.isAssignableTo(Pointer.class))
                .filter(ReachabilityMetadata::isConcrete)
                .forEach(type -> {
                    entry(jni, type.getName());
                    entry(reflection, type.getName()).put("unsafeAllocated", true);
                });
    }

    /** What JavaCPP, TensorFlow and Protocol Buffers want of the JDK and of each other, as a tracing agent saw it. */
    private void addPlatform() {
        for (String thrown : List.of(
                "java.lang.NullPointerException", "java.lang.RuntimeException", "java.lang.UnsatisfiedLinkError")) {
            entry(jni, thrown).put("allDeclaredConstructors", true);
        }
        addMembers(reflection, "sun.misc.Unsafe");
        addField("java.nio.Buffer", "address");
        addField("java.util.concurrent.atomic.AtomicReference", "value");
        entry(reflection, "com.google.protobuf.ExtensionRegistry").put("allDeclaredMethods", true);
        entry(reflection, "org.tensorflow.TensorFlow");
    }

    private void addField(String type, String field) {
        entry(reflection, type).withArray("fields").addObject().put("name", field);
    }

    private static void addMembers(SortedMap<String, ObjectNode> entries, String type) {
        EVERY_MEMBER.forEach(member -> entry(entries, type).put(member, true));
    }

    private static ObjectNode entry(SortedMap<String, ObjectNode> entries, String type) {
        return entries.computeIfAbsent(type, name -> JSON.createObjectNode().put("name", name));
    }

    private static List<JavaClass> classes(String... packages) {
        return new ClassFileImporter().importPackages(packages).stream().toList();
    }

    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** A line for each class, so that a change is seen for what it is. */
    private static String document(SortedMap<String, ObjectNode> entries) throws IOException {
        StringBuilder document = new StringBuilder("[\n");
        String separator = "";
        for (ObjectNode entry : entries.values()) {
            document.append(separator).append(JSON.writeValueAsString(JSON.convertValue(entry, Map.class)));
            separator = ",\n";
        }
        return document.append("\n]\n").toString();
    }
}
