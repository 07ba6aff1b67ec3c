package io.facegate.service.info;

import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Threshold;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.info.InfoResponse.CalibratedRate;
import io.facegate.service.info.InfoResponse.Calibration;
import io.facegate.service.info.InfoResponse.Children;
import io.facegate.service.info.InfoResponse.Decisions;
import io.facegate.service.info.InfoResponse.Detector;
import io.facegate.service.info.InfoResponse.Embedder;
import io.facegate.service.info.InfoResponse.FurtherEmbedder;
import io.facegate.service.info.InfoResponse.Licence;
import io.facegate.service.info.InfoResponse.Line;
import io.facegate.service.info.InfoResponse.MeasuredRate;
import io.facegate.service.info.InfoResponse.Population;
import io.facegate.service.info.InfoResponse.UnsupportedRate;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Calibration.Unsupported;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
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
                models.onGpu() ? "gpu" : "cpu",
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
                models.engineVersion(),
                models.precision(embedder.id()).label(),
                licence(embedder),
                calibration(embedder.calibration()));
    }

    private static Calibration calibration(io.facegate.vision.model.@Nullable Calibration measured) {
        return measured == null
                ? new Calibration(0, List.of(), List.of(), null, null, 0, List.of())
                : new Calibration(
                        measured.impostorPairs(),
                        calibrated(measured.operatingPoints()),
                        notCalibrated(measured.notCalibratedAt()),
                        measured.thresholds(PopulationKind.CHILDREN)
                                .map(children -> new Children(
                                        children.impostorPairs(),
                                        calibrated(children.operatingPoints()),
                                        notCalibrated(children.notCalibratedAt())))
                                .orElse(null),
                        measured.policy(),
                        measured.normalisation() == null
                                ? 0
                                : measured.normalisation().centres(),
                        measured.populations().stream()
                                .map(InfoResource::population)
                                .toList());
    }

    private static List<CalibratedRate> calibrated(List<OperatingPoint> points) {
        return points.stream()
                .map(point -> new CalibratedRate(
                        point.falseMatchRate(),
                        point.threshold(),
                        point.falseNonMatchRate(),
                        point.supportingPairs(),
                        point.population()))
                .toList();
    }

    private static List<UnsupportedRate> notCalibrated(List<Unsupported> rates) {
        return rates.stream()
                .map(rate ->
                        new UnsupportedRate(rate.falseMatchRate(), rate.supportingPairs(), rate.falseNonMatchRate()))
                .toList();
    }

    private static Population population(PopulationRates measured) {
        return new Population(
                measured.name(),
                measured.kind(),
                measured.pictures(),
                measured.pairs(),
                measured.setAside(),
                measured.rates().stream()
                        .map(rate -> new MeasuredRate(
                                rate.thresholds(),
                                rate.claimed(),
                                rate.falseMatches(),
                                rate.measured(),
                                rate.atMost(),
                                rate.ifSetAsideWereStrangers()))
                        .toList());
    }

    private static Decisions decisions(ModelDescriptor embedder, Thresholds thresholds) {
        DecisionPolicy policy = thresholds.at(embedder.id(), PopulationKind.GROWN, null);
        return new Decisions(line(policy.grant()), line(policy.stepUp()));
    }

    @GET
    @Authenticated
    @NonBlocking
    @Operation(
            summary = "The models and thresholds in use",
            description = "Embeddings can only be compared with those of the same embedder.")
    public InfoResponse listModels() {
        return info;
    }

    private static Licence licence(ModelDescriptor model) {
        return new Licence(model.licence().weights(), model.licence().data());
    }

    private static Line line(Threshold threshold) {
        return new Line(threshold.score(), threshold.falseMatchRate(), threshold.calibratedOn());
    }
}
