package io.facegate.training.export;

import java.io.IOException;
import java.nio.file.Path;

/** Something that can be written as a SavedModel with the tag and the signature of {@link ModelExporter}. */
@FunctionalInterface
public interface SavedModelSource {
    /**
     * @param folder exists and is empty
     */
    void writeTo(Path folder) throws IOException;
}
