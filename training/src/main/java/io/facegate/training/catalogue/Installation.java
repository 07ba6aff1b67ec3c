package io.facegate.training.catalogue;

import io.facegate.training.catalogue.PublishedModel.Format;
import io.facegate.training.detection.MtcnnImporter;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.Preprocessing;
import io.facegate.training.weights.espdl.EspdlEmbedderImporter;
import io.facegate.training.weights.onnx.CropTemplate;
import io.facegate.training.weights.onnx.EmbedderSettings;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Puts a published model into a store: its files are got and compared with the catalogue's checksums, imported, tried on
 * the test vector, and given their calibration, before the model is seen by anybody.
 */
public final class Installation {
    private static final String DOWNLOADS = ".downloads";

    private final PublishedModel model;
    private final Path models;

    /**
     * @param models the folder of the {@link ModelStore}; made if it is missing
     */
    public Installation(PublishedModel model, Path models) {
        this.model = model;
        this.models = models;
    }

    /**
     * The model, if it is there already: whole, of the very files that the catalogue names, with what is measured of it there.
     * Empty for one that was calibrated anew since, or by an older catalogue.
     */
    public Optional<ModelDescriptor> installed() {
        ModelStore store = new ModelStore(models);
        return store.list().stream()
                .filter(known -> known.id().value().startsWith(model.name() + "-"))
                .filter(known -> model.files().stream().allMatch(file -> file.sha256()
                        .equals(known.provenance().source().get(file.name()))))
                .filter(known -> Objects.equals(known.calibration(), model.calibration())
                        && Objects.equals(known.badPictures(), model.badPictures()))
                .filter(known -> isWhole(store, known))
                .findFirst();
    }

    private static boolean isWhole(ModelStore store, ModelDescriptor known) {
        try {
            store.verify(known);
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    /**
     * @param progress told how many bytes of all files are there
     * @throws IOException if a file can't be got; the next call goes on from there
     * @throws ModelException if a file is another than the catalogue's, or the model gives something else than it should
     */
    public ModelDescriptor download(LongConsumer progress) throws IOException {
        Path folder = models.resolve(DOWNLOADS);
        Download download = new Download(folder);
        List<Path> files = new ArrayList<>();
        long before = 0;
        for (PublishedFile file : model.files()) {
            long earlier = before;
            files.add(download.get(file, bytes -> progress.accept(earlier + bytes)));
            before += file.bytes();
        }
        ModelDescriptor installed = importFrom(folder);
        for (Path file : files) {
            Files.delete(file);
        }
        return installed;
    }

    /**
     * Of files that are here already.
     *
     * @param from the file, or a folder with all of them
     * @throws ModelException if a file is another than the catalogue's, or the model gives something else than it should
     */
    public ModelDescriptor from(Path from) throws IOException {
        Path workshop = Files.createTempDirectory("facegate-");
        try {
            for (PublishedFile file : model.files()) {
                Path given = Files.isDirectory(from) ? from.resolve(file.name()) : from;
                if (!ModelFiles.sha256(given).equals(file.sha256())) {
                    throw new ModelException(
                            "%s is not the file that the catalogue knows: its SHA-256 is another.%nMaybe it is another version; %s is the right one."
                                    .formatted(given, file.address()));
                }
                Files.copy(given, workshop.resolve(file.name()));
            }
            return importFrom(workshop);
        } finally {
            for (PublishedFile file : model.files()) {
                Files.deleteIfExists(workshop.resolve(file.name()));
            }
            Files.delete(workshop);
        }
    }

    private ModelDescriptor importFrom(Path folder) throws IOException {
        ModelExporter exporter = new ModelExporter(models, this::accept);
        return model.format() == Format.MTCNN
                ? new MtcnnImporter(exporter).importFrom(folder, model.name())
                : new EspdlEmbedderImporter(exporter)
                        .importFrom(
                                folder.resolve(model.files().get(0).name()),
                                new EmbedderSettings(
                                        model.name(),
                                        CropTemplate.ARCFACE112,
                                        Preprocessing.ARCFACE,
                                        null,
                                        model.licence()));
    }

    private ModelDescriptor accept(ModelStore store, ModelDescriptor imported) throws IOException {
        try (LoadedModel loaded = store.open(imported, InferenceSettings.DEFAULT)) {
            model.testVector().check(loaded);
        }
        BadPictures badPictures = model.badPictures();
        ModelDescriptor calibrated = calibrated(store, imported);
        return badPictures == null
                ? calibrated
                : store.know(
                        calibrated,
                        badPictures,
                        Catalogue.resource("%s-%s".formatted(model.name(), badPictures.file())));
    }

    private ModelDescriptor calibrated(ModelStore store, ModelDescriptor imported) throws IOException {
        Calibration calibration = model.calibration();
        if (calibration == null) {
            return imported;
        }
        Normalisation normalisation = calibration.normalisation();
        return store.calibrate(
                imported, calibration, normalisation == null ? new byte[0] : Catalogue.resource(normalisation.file()));
    }
}
