package io.facegate.service.inference;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import io.facegate.vision.model.Provenance;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson makes of {@code model.json}: a native executable has to know, and the library knows no Quarkus. */
@RegisterForReflection(
        targets = {
            ModelDescriptor.class,
            ModelContract.class,
            ModelContract.Detector.class,
            ModelContract.Embedder.class,
            ModelId.class,
            AlignmentTemplate.class,
            Landmarks.class,
            Point.class,
            Provenance.class,
            Licence.class,
            BadPictures.class,
            BadPictures.Prototype.class,
            BadPictures.ClearPictures.class,
            Calibration.class,
            Calibration.OperatingPoint.class,
            Calibration.Unsupported.class,
            OperatingPoints.class,
            Normalisation.class,
            Normalisation.Source.class,
            PopulationKind.class,
            PopulationRates.class,
            PopulationRates.Rate.class
        })
final class DescriptorReflection {
    private DescriptorReflection() {}
}
