package io.facegate.vision.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of models: {@code <root>/<model id>/model.json} beside the SavedModel's own files.
 *
 * <p>Its folder {@code default} is the bundle that the project ships: models that are there too, and that are taken where the
 * store has none of its own.
 *
 * <p>A model is only loaded if every file that {@code model.json} lists is there with its checksum, and no other.
 */
public final class ModelStore {
    private static final String BUNDLE = "default";

    private final Path root;

    public ModelStore(Path root) {
        this.root = root;
    }

    /** Where the model is, or would be written. */
    public Path folder(ModelId id) {
        Path own = root.resolve(id.value());
        Path bundled = bundle().resolve(id.value());
        return !Files.exists(own) && Files.exists(bundled) ? bundled : own;
    }

    private Path bundle() {
        return root.resolve(BUNDLE);
    }

    /** Every model of the store, its own by id and then those of the bundle; files are not checked. */
    public List<ModelDescriptor> list() {
        List<ModelDescriptor> all = new ArrayList<>(descriptorsIn(root));
        List<ModelId> own = all.stream().map(ModelDescriptor::id).toList();
        descriptorsIn(bundle()).stream()
                .filter(descriptor -> !own.contains(descriptor.id()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static List<ModelDescriptor> descriptorsIn(Path store) {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(store)) {
            List<ModelDescriptor> descriptors = new ArrayList<>();
            for (Path folder : folders.sorted().toList()) {
                if (Files.isRegularFile(folder.resolve(DescriptorFile.NAME))) {
                    descriptors.add(DescriptorFile.read(folder));
                }
            }
            return List.copyOf(descriptors);
        } catch (IOException e) {
            throw new ModelException("The models folder %s can't be read: %s".formatted(store, e.getMessage()), e);
        }
    }

    /** The store's own models with such a contract, by id. */
    public List<ModelDescriptor> own(Class<? extends ModelContract> contract) {
        return candidates(descriptorsIn(root), contract, null);
    }

    /** The bundle's models with such a contract, by id. */
    public List<ModelDescriptor> bundled(Class<? extends ModelContract> contract) {
        return candidates(descriptorsIn(bundle()), contract, null);
    }

    /**
     * The model with this id; without an id, the only one of the store's own models with such a contract, or else of the
     * bundle's.
     *
     * @throws ModelException if there is none, or without an id if there are several
     */
    public ModelDescriptor find(Class<? extends ModelContract> contract, @Nullable ModelId id) {
        String kind = contract.getSimpleName().toLowerCase(Locale.ROOT);
        List<ModelDescriptor> own = candidates(descriptorsIn(root), contract, id);
        List<ModelDescriptor> candidates = own.isEmpty() ? candidates(descriptorsIn(bundle()), contract, id) : own;
        if (candidates.isEmpty()) {
            throw new ModelException(
                    "There is no %s%s in the models folder %s.%nMaybe import one: ./facegate models import --help"
                            .formatted(kind, id == null ? "" : " " + id, root));
        }
        if (candidates.size() > 1) {
            throw new ModelException("There are several %ss in the models folder %s: %s.%nMaybe choose one by its id."
                    .formatted(
                            kind,
                            root,
                            candidates.stream().map(ModelDescriptor::id).toList()));
        }
        return candidates.get(0);
    }

    private static List<ModelDescriptor> candidates(
            List<ModelDescriptor> all, Class<? extends ModelContract> contract, @Nullable ModelId id) {
        return all.stream()
                .filter(descriptor -> contract.isInstance(descriptor.contract()))
                .filter(descriptor -> id == null || descriptor.id().equals(id))
                .toList();
    }

    /**
     * Compares the model's files with the checksums in its {@code model.json}.
     *
     * @throws ModelException if a file is missing, changed or unexpected
     */
    public void verify(ModelDescriptor descriptor) {
        ModelFiles.verify(folder(descriptor.id()), descriptor);
    }

    /**
     * The content of the file of centres; empty if the embedder's calibration has none.
     *
     * @throws ModelException if it is missing, or not what the calibration says
     */
    public byte[] centres(ModelDescriptor embedder) {
        Calibration calibration = embedder.calibration();
        return calibration == null || calibration.normalisation() == null
                ? new byte[0]
                : new CentresFile(folder(embedder.id()), embedder).read(calibration.normalisation());
    }

    /**
     * The content of the file of prototypes; empty if nothing is known of bad pictures.
     *
     * @throws ModelException if it is missing, or not what {@code model.json} says
     */
    public byte[] prototypes(ModelDescriptor embedder) {
        BadPictures badPictures = embedder.badPictures();
        return badPictures == null ? new byte[0] : new CentresFile(folder(embedder.id()), embedder).read(badPictures);
    }

    /**
     * Verifies the model's files and loads its SavedModel. The caller owns what it gets.
     *
     * @throws ModelException if it is damaged, or has no SavedModel
     */
    public LoadedModel open(ModelDescriptor descriptor, InferenceSettings settings) {
        verify(descriptor);
        if (!descriptor.hasSavedModel()) {
            throw new ModelException(
                    "Model %s has no SavedModel, so TensorFlow can't run it.%nMaybe let ONNX Runtime run it: FACEGATE_INFERENCE_ENGINE=onnxruntime"
                            .formatted(descriptor.id()));
        }
        return new LoadedModel(descriptor, folder(descriptor.id()), settings);
    }

    /** Writes {@code model.json}, replacing an older one in one step. */
    public void write(ModelDescriptor descriptor) throws IOException {
        DescriptorFile.write(descriptor, Files.createDirectories(folder(descriptor.id())), root);
    }

    /**
     * Replaces a model's calibration, and the file of centres that belongs to it.
     *
     * @param centres what is in the file of the calibration's normalisation; of no meaning without one
     * @return the model with its new calibration
     */
    public ModelDescriptor calibrate(ModelDescriptor model, Calibration calibration, byte[] centres)
            throws IOException {
        CentresFile file = new CentresFile(folder(model.id()), model);
        if (calibration.normalisation() != null) {
            file.write(calibration.normalisation().file(), centres, root);
        }
        ModelDescriptor calibrated = model.withCalibration(calibration);
        write(calibrated);
        file.removeUnless(calibrated);
        return calibrated;
    }

    /**
     * Replaces what is known of bad pictures, and the file that belongs to it.
     *
     * @param prototypes what is in the file
     * @return the model with what is known now
     */
    public ModelDescriptor know(ModelDescriptor model, BadPictures badPictures, byte[] prototypes) throws IOException {
        CentresFile file = new CentresFile(folder(model.id()), model);
        file.write(badPictures.file(), prototypes, root);
        ModelDescriptor known = model.withBadPictures(badPictures);
        write(known);
        file.removeUnless(known);
        return known;
    }

    /**
     * The description of a model outside of any store.
     *
     * @return null if there is none in the folder
     */
    public static @Nullable ModelDescriptor describe(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve(DescriptorFile.NAME))
                ? DescriptorFile.read(folder.toAbsolutePath().normalize())
                : null;
    }
}
