package io.facegate.vision.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The file of centres of an embedder's calibration.
 *
 * @param folder of the model
 * @param embedder before its calibration is replaced
 */
record CentresFile(Path folder, ModelDescriptor embedder) {

    /**
     * @throws ModelException if it is missing, or not what the calibration says
     */
    byte[] read(Normalisation normalisation) {
        Path file = folder.resolve(normalisation.file());
        int dimension = embedder.contract() instanceof ModelContract.Embedder contract ? contract.dimension() : 0;
        try {
            if (Files.size(file) == (long) normalisation.centres() * dimension * Float.BYTES
                    && ModelFiles.sha256(file).equals(normalisation.sha256())) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new ModelException(
                    "File %s of model %s can't be read: %s%nMaybe calibrate the model again."
                            .formatted(normalisation.file(), embedder.id(), e.getMessage()),
                    e);
        }
        throw new ModelException(
                "File %s of model %s is not what its model.json says.%nMaybe get the model again, or calibrate it again."
                        .formatted(normalisation.file(), embedder.id()));
    }

    /**
     * Replaces an older one in one step.
     *
     * @param draft a folder of the same file system for the unfinished file
     */
    void write(Normalisation normalisation, byte[] centres, Path draft) throws IOException {
        Path unfinished = draft.resolve(".%s-%s.f32".formatted(embedder.id(), UUID.randomUUID()));
        try {
            Files.write(unfinished, centres);
            Files.move(
                    unfinished,
                    folder.resolve(normalisation.file()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Removes what the model no longer names. */
    void removeUnless(ModelDescriptor calibrated) throws IOException {
        for (String file : embedder.allFiles().keySet()) {
            if (!calibrated.allFiles().containsKey(file)) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
    }
}
