package io.facegate.service.info;

import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Threshold;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.info.InfoResponse.CalibratedRate;
import io.facegate.service.info.InfoResponse.Calibration;
import io.facegate.service.info.InfoResponse.Decisions;
import io.facegate.service.info.InfoResponse.Detector;
import io.facegate.service.info.InfoResponse.Embedder;
import io.facegate.service.info.InfoResponse.FurtherEmbedder;
import io.facegate.service.info.InfoResponse.Licence;
import io.facegate.service.info.InfoResponse.Line;
import io.facegate.service.info.InfoResponse.UnsupportedRate;
import io.facegate.vision.model.ModelDescriptor;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public final class InfoResource {
    private final InfoResponse info;

    InfoResource(ModelCatalog catalog, ServedModels models, Thresholds thresholds) {
        this.info = new InfoResponse(
                new Detector(catalog.detector().id().value(), licence(catalog.detector())),
                embedder(catalog.embedder(), models),
                decisions(catalog.embedder(), thresholds),
                catalog.embedders().stream()
                        .skip(1)
                        .map(also -> new FurtherEmbedder(embedder(also, models), decisions(also, thresholds)))
                        .toList());
    }

    private static Embedder embedder(ModelDescriptor embedder, ServedModels models) {
        return new Embedder(
                embedder.id().value(),
                models.pipeline().embedder(embedder.id()).dimension(),
                licence(embedder),
                calibration(embedder.calibration()));
    }

    private static Calibration calibration(io.facegate.vision.model.@Nullable Calibration measured) {
        return measured == null
                ? new Calibration(0, List.of(), List.of())
                : new Calibration(
                        measured.impostorPairs(),
                        measured.operatingPoints().stream()
                                .map(point -> new CalibratedRate(
                                        point.falseMatchRate(), point.threshold(), point.supportingPairs()))
                                .toList(),
                        measured.notCalibratedAt().stream()
                                .map(rate -> new UnsupportedRate(rate.falseMatchRate(), rate.supportingPairs()))
                                .toList());
    }

    private static Decisions decisions(ModelDescriptor embedder, Thresholds thresholds) {
        DecisionPolicy policy = thresholds.at(embedder.id(), null);
        return new Decisions(line(policy.grant()), line(policy.stepUp()));
    }

    @GET
    @Authenticated
    @NonBlocking
    @Operation(
            summary = "The models and thresholds in use",
            description = "Embeddings can only be compared with those of the same embedder.")
    public InfoResponse models() {
        return info;
    }

    private static Licence licence(ModelDescriptor model) {
        return new Licence(model.licence().weights(), model.licence().data());
    }

    private static Line line(Threshold threshold) {
        return new Line(threshold.cosine(), threshold.falseMatchRate());
    }
}
