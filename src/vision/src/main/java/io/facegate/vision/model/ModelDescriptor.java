package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code model.json}, which lies beside every SavedModel.
 *
 * @param id names these weights for ever
 * @param contract what goes in and what comes out
 * @param files SHA-256 of every file of the SavedModel, by path relative to the model's folder, in lower-case hex; what a
 *     calibration brings along has its checksum there
 * @param provenance where it came from
 * @param licence terms of use
 * @param calibration thresholds; null until the model was calibrated, and for models that need none
 * @param badPictures what they look like to it; null where that was not found out
 */
public record ModelDescriptor(
        ModelId id,
        ModelContract contract,
        Map<String, String> files,
        Provenance provenance,
        Licence licence,
        @Nullable Calibration calibration,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BadPictures badPictures) {

    /** Of an embedder: the same network for ONNX Runtime, with the same contract. */
    public static final String ONNX_FILE = "model.onnx";

    private static final String SAVED_MODEL_FILE = "saved_model.pb";

    public ModelDescriptor {
        // JSON may leave out anything
        Objects.requireNonNull(id, "id is missing");
        Objects.requireNonNull(contract, "contract is missing");
        Objects.requireNonNull(files, "files are missing");
        Objects.requireNonNull(provenance, "provenance is missing");
        Objects.requireNonNull(licence, "licence is missing");
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Of a model that knows nothing of bad pictures. */
    public ModelDescriptor(
            ModelId id,
            ModelContract contract,
            Map<String, String> files,
            Provenance provenance,
            Licence licence,
            @Nullable Calibration calibration) {
        this(id, contract, files, provenance, licence, calibration, null);
    }

    /** SHA-256 of every file that must be in the folder: the model's and its calibration's. */
    Map<String, String> allFiles() {
        Map<String, String> all = new TreeMap<>(files);
        if (calibration != null && calibration.normalisation() != null) {
            all.put(
                    calibration.normalisation().file(),
                    calibration.normalisation().sha256());
        }
        if (badPictures != null) {
            all.put(badPictures.file(), badPictures.sha256());
        }
        return all;
    }

    /** Whether TensorFlow can run it. */
    public boolean hasSavedModel() {
        return files.containsKey(SAVED_MODEL_FILE);
    }

    /** Whether there is an ONNX file beside the SavedModel, or instead of it. */
    public boolean hasOnnx() {
        return files.containsKey(ONNX_FILE);
    }

    public ModelDescriptor withCalibration(@Nullable Calibration newCalibration) {
        return new ModelDescriptor(id, contract, files, provenance, licence, newCalibration, badPictures);
    }

    public ModelDescriptor withBadPictures(@Nullable BadPictures known) {
        return new ModelDescriptor(id, contract, files, provenance, licence, calibration, known);
    }
}
