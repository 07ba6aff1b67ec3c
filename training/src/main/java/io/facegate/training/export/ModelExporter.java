package io.facegate.training.export;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts models into a model store.
 *
 * <p>A model is built in a hidden folder of the store and moved to its place when it is whole, so that whoever reads
 * the store meanwhile, or after a crash, never sees half a model. A model of the same id is replaced, but one of the
 * bundle stays and is hidden by the new one; its calibration is kept if its files are still the same.
 */
public final class ModelExporter {
    private final Path root;
    private final Acceptance acceptance;

    /** Has the last word on a model, before anybody sees it. */
    @FunctionalInterface
    public interface Acceptance {
        /**
         * @param store has the model, and nobody else's eyes on it
         * @return its description as it is to be, with a calibration for example
         * @throws io.facegate.vision.model.ModelException if the model must not be there
         */
        ModelDescriptor accept(ModelStore store, ModelDescriptor model) throws IOException;
    }

    /**
     * @param root the folder of the {@link ModelStore}; made if it is missing
     */
    public ModelExporter(Path root) {
        this(root, (store, model) -> model);
    }

    /**
     * @param root the folder of the {@link ModelStore}; made if it is missing
     */
    public ModelExporter(Path root, Acceptance acceptance) {
        this.root = root;
        this.acceptance = acceptance;
    }

    /**
     * @return what was written as {@code model.json}, with the checksums of the SavedModel's files
     * @throws IOException if the store can't be written; it is as before then
     */
    public ModelDescriptor export(
            SavedModelSource model, ModelId id, ModelContract contract, Provenance provenance, Licence licence)
            throws IOException {
        Files.createDirectories(root);
        Path workshop = Files.createTempDirectory(root, ".unfinished-");
        try {
            ModelStore unfinished = new ModelStore(workshop);
            Path folder = Files.createDirectory(unfinished.folder(id));
            model.writeTo(folder);
            Map<String, String> files = ModelFiles.checksums(folder);
            ModelStore store = new ModelStore(root);
            ModelDescriptor written = new ModelDescriptor(id, contract, files, provenance, licence, null);
            unfinished.write(written);
            ModelDescriptor descriptor = acceptance.accept(unfinished, keepCalibration(store, written, unfinished));
            unfinished.write(descriptor);
            moveInto(root.resolve(id.value()), folder, workshop.resolve("replaced"));
            return descriptor;
        } finally {
            deleteTree(workshop);
        }
    }

    private static ModelDescriptor keepCalibration(ModelStore store, ModelDescriptor written, ModelStore unfinished)
            throws IOException {
        for (ModelDescriptor existing : store.list()) {
            Calibration calibration = existing.calibration();
            if (existing.id().equals(written.id()) && existing.files().equals(written.files()) && calibration != null) {
                return unfinished.calibrate(written, calibration, store.centres(existing));
            }
        }
        return written;
    }

    /** Deletes what lies in the store itself and is of the same kind as this model. */
    public void keepOnly(ModelDescriptor kept) throws IOException {
        for (ModelDescriptor other : new ModelStore(root).list()) {
            Path folder = root.resolve(other.id().value());
            boolean same = other.contract().getClass() == kept.contract().getClass();
            if (same && !other.id().equals(kept.id()) && Files.isDirectory(folder)) {
                Path workshop = Files.createTempDirectory(root, ".unfinished-");
                Files.move(folder, workshop.resolve("deleted"), StandardCopyOption.ATOMIC_MOVE);
                deleteTree(workshop);
            }
        }
    }

    private static void moveInto(Path place, Path finished, Path replaced) throws IOException {
        boolean replaces = Files.exists(place);
        if (replaces) {
            Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(replaced, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
