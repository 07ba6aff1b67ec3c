package io.facegate.vision.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file of vectors beside an embedder: the centres of its calibration, or its prototypes of bad pictures.
 *
 * @param folder of the model
 * @param embedder before what the file belongs to is replaced
 */
record CentresFile(Path folder, ModelDescriptor embedder) {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]*\\.f32");

    /**
     * @throws IllegalArgumentException if such a file could lie elsewhere than beside {@code model.json}
     */
    static void requirePlain(String file) {
        if (!PLAIN.matcher(file).matches()) {
            throw new IllegalArgumentException(
                    "The file of vectors (%s) must be a plain name that ends with .f32".formatted(file));
        }
    }

    /**
     * @throws ModelException if it is missing, or not what the calibration says
     */
    byte[] read(Normalisation normalisation) {
        return read(normalisation.file(), normalisation.sha256(), normalisation.centres());
    }

    /**
     * @throws ModelException if it is missing, or not what {@code model.json} says
     */
    byte[] read(BadPictures badPictures) {
        return read(
                badPictures.file(),
                badPictures.sha256(),
                badPictures.prototypes().size());
    }

    private byte[] read(String name, String sha256, int vectors) {
        Path file = folder.resolve(name);
        int dimension = embedder.contract() instanceof ModelContract.Embedder contract ? contract.dimension() : 0;
        try {
            if (Files.size(file) == (long) vectors * dimension * Float.BYTES
                    && ModelFiles.sha256(file).equals(sha256)) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new ModelException(
                    "File %s of model %s can't be read: %s%nMaybe calibrate the model again."
                            .formatted(name, embedder.id(), e.getMessage()),
                    e);
        }
        throw new ModelException(
                "File %s of model %s is not what its model.json says.%nMaybe get the model again, or calibrate it again."
                        .formatted(name, embedder.id()));
    }

    /**
     * Replaces an older one in one step.
     *
     * @param draft a folder of the same file system for the unfinished file
     */
    void write(String name, byte[] vectors, Path draft) throws IOException {
        Path unfinished = draft.resolve(".%s-%s.f32".formatted(embedder.id(), UUID.randomUUID()));
        try {
            Files.write(unfinished, vectors);
            Files.move(
                    unfinished,
                    folder.resolve(name),
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
