package io.facegate.vision.embedding;

import io.facegate.vision.model.ModelDescriptor;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The engines that this program was built with. */
public final class EmbedderEngines {
    private EmbedderEngines() {}

    /** TensorFlow first. */
    public static List<EmbedderEngine> all() {
        return Stream.concat(
                        Stream.of(new TensorFlowEngine()),
                        ServiceLoader.load(EmbedderEngine.class, EmbedderEngine.class.getClassLoader()).stream()
                                .map(ServiceLoader.Provider::get))
                .toList();
    }

    /** TensorFlow, unless only another engine runs this embedder. */
    public static EmbedderEngine first(ModelDescriptor embedder) {
        return all().stream()
                .filter(engine -> engine.runs(embedder))
                .findFirst()
                .orElseGet(TensorFlowEngine::new); // which says what it wants
    }

    /**
     * @throws IllegalArgumentException if this program was built without it, or there is none of this name
     */
    public static EmbedderEngine named(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no engine '%s' in this build of Facegate. There is: %s."
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                all().stream()
                                                        .map(EmbedderEngine::name)
                                                        .toList()))));
    }
}
