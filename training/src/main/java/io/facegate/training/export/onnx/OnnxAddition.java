package io.facegate.training.export.onnx;

import io.facegate.training.export.ModelExporter;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts an embedder's network beside its SavedModel, as an ONNX file. It is the same model: its id, its calibration and what it
 * knows of bad pictures stay, since its embeddings do.
 */
public final class OnnxAddition {
    private final Path root;
    private final ModelStore store;

    /**
     * @param root the folder of the model store. A model of its bundle is copied into it.
     */
    public OnnxAddition(Path root) {
        this.root = root;
        this.store = new ModelStore(root);
    }

    /**
     * @return the model with the file
     * @throws IOException if the store can't be written; it is as before then
     * @throws ModelException if the model is no embedder, is damaged, or has an operation that is not exported
     */
    public ModelDescriptor addTo(ModelDescriptor model) throws IOException {
        if (!(model.contract() instanceof ModelContract.Embedder contract)) {
            throw new ModelException(
                    "Model %s is not an embedder; only those are exported to ONNX.".formatted(model.id()));
        }
        store.verify(model);
        return new ModelExporter(root, (unfinished, written) -> inherit(model, unfinished, written))
                .export(
                        folder -> write(model, contract, folder),
                        model.id(),
                        contract,
                        model.provenance(),
                        model.licence());
    }

    private void write(ModelDescriptor model, ModelContract.Embedder contract, Path folder) throws IOException {
        Path from = store.folder(model.id());
        for (String file : model.files().keySet()) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(from.resolve(file), copy);
        }
        Files.write(
                folder.resolve(ModelDescriptor.ONNX_FILE),
                OnnxExport.of(model.id(), contract, from).toByteArray());
    }

    private ModelDescriptor inherit(ModelDescriptor model, ModelStore unfinished, ModelDescriptor written)
            throws IOException {
        ModelDescriptor heir = written;
        Calibration calibration = model.calibration();
        if (calibration != null) {
            heir = unfinished.calibrate(heir, calibration, store.centres(model));
        }
        return model.badPictures() == null ? heir : unfinished.know(heir, model.badPictures(), store.prototypes(model));
    }
}
