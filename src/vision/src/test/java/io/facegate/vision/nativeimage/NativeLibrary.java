package io.facegate.vision.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A library of JNI functions that JavaCPP made and that the pipeline loads. */
enum NativeLibrary {
    JAVACPP("org/bytedeco/javacpp", "jnijavacpp"),
    OPENBLAS("org/bytedeco/openblas", "jniopenblas"),
    OPENBLAS_WITHOUT_LAPACK("org/bytedeco/openblas", "jniopenblas_nolapack"),
    OPENCV_CORE("org/bytedeco/opencv", "jniopencv_core"),
    OPENCV_IMGPROC("org/bytedeco/opencv", "jniopencv_imgproc"),
    OPENCV_IMGCODECS("org/bytedeco/opencv", "jniopencv_imgcodecs"),
    TENSORFLOW("org/tensorflow/internal/c_api", "jnitensorflow");

    private static final String PLATFORM = "linux-x86_64";
    /** As {@code FindClass} takes it; what else looks like one is within a signature or a path. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?<=\0)org/(?:bytedeco|tensorflow)/[\\w/$]+(?=\0)");

    private final String folder;
    private final String name;

    NativeLibrary(String folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    String fileName() {
        return "lib" + name + ".so";
    }

    /** The classes that it looks up by name when it is loaded. */
    SortedSet<String> classesLookedUp() throws IOException {
        String text;
        try (InputStream in = resource("%s/%s/%s".formatted(folder, PLATFORM, fileName()))) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        SortedSet<String> names = new TreeSet<>();
        Matcher matcher = CLASS_NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group().replace('/', '.'));
        }
        return names;
    }

    /** What its jar says of it to native-image, in every jar that has it. TensorFlow's says nothing. */
    List<URL> shipped(String file) throws IOException {
        List<URL> urls = new ArrayList<>(Collections.list(NativeLibrary.class
                .getClassLoader()
                .getResources("META-INF/native-image/%s/%s/%s".formatted(PLATFORM, name, file))));
        return List.copyOf(urls);
    }

    private static InputStream resource(String path) {
        InputStream in = NativeLibrary.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException(path + " is not on the class path");
        }
        return in;
    }
}
