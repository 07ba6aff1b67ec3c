package io.facegate.testing;

import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shared pictures, and the models that were imported from the shared weights. */
public final class TestData {
    /** Two pictures of one person, and one of another; one face each. */
    public static final String PERSON = "faces/lfw/images/Gordon_Brown/Gordon_Brown_0007.jpg";

    public static final String SAME_PERSON = "faces/lfw/images/Gordon_Brown/Gordon_Brown_0012.jpg";
    public static final String OTHER_PERSON = "faces/lfw/images/Richard_Gere/Richard_Gere_0008.jpg";
    public static final String SEVERAL_FACES = "faces/detection/multiface.jpg";
    public static final String NO_FACE = "faces/hostile/no-face.jpg";

    private TestData() {}

    public static Path shared() {
        return Path.of(System.getProperty("facegate.shared"));
    }

    public static Path models() {
        return Path.of(System.getProperty("facegate.test.models"));
    }

    /** A detector and an embedder at least. */
    public static boolean modelsAreThere() {
        List<ModelDescriptor> found = new ModelStore(TestData.models()).list();
        return found.stream().anyMatch(model -> model.contract() instanceof ModelContract.Detector)
                && found.stream().anyMatch(model -> model.contract() instanceof ModelContract.Embedder);
    }

    public static byte[] picture(String path) {
        try {
            return Files.readAllBytes(shared().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
