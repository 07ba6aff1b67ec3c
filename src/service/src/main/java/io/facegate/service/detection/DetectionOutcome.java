package io.facegate.service.detection;

import io.facegate.service.face.PictureRefusal;
import io.facegate.vision.FacePipeline.Detection;
import io.facegate.vision.model.ModelId;

/** What came of looking for every face of a picture. */
public sealed interface DetectionOutcome {
    /**
     * @param model the detector
     * @param detection of at least one face
     */
    record Detected(ModelId model, Detection detection) implements DetectionOutcome {}

    /** It has no face, or is no usable picture. */
    record Refused(PictureRefusal why) implements DetectionOutcome {}
}
