package io.facegate.service.compreface;

import io.facegate.service.access.Scope;
import io.facegate.service.compreface.FaceShapes.Face;
import io.facegate.service.compreface.FaceShapes.Recognized;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.compreface.FaceShapes.Similar;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.identification.CandidateLimit;
import io.facegate.service.identification.IdentificationOutcome;
import io.facegate.service.identification.IdentificationService;
import io.facegate.service.identification.SearchedFace;
import io.facegate.service.identification.Strangers;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Who is in a picture. */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/recognize")
@Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
public final class RecognizeResource {
    private final IdentificationService identification;
    private final CallersGallery galleries;
    private final ReceivedBodies bodies;
    private final PluginVersions versions;
    private final Strangers strangers;

    RecognizeResource(
            IdentificationService identification,
            CallersGallery galleries,
            ReceivedBodies bodies,
            PluginVersions versions,
            CompreFaceConfig config) {
        this.identification = identification;
        this.galleries = galleries;
        this.bodies = bodies;
        this.versions = versions;
        this.strangers = config.nearest() ? Strangers.NEAREST : Strangers.UNKNOWN;
    }

    @POST
    @RolesAllowed(Scope.Code.IDENTIFY)
    public Uni<Results<Recognized>> recognize(@Context RoutingContext request) {
        RawQuery query = RawQuery.of(request);
        FaceQuery wanted = FaceQuery.of(request);
        CandidateLimit most = CandidateLimit.atMost(query.whole("prediction_count", 1, 1));
        return identification
                .identify(galleries.of(request), bodies.only(request), FaceChoice.ALL, most, null, strangers)
                .map(outcome -> {
                    if (outcome instanceof IdentificationOutcome.Searched searched) {
                        return answer(searched, wanted);
                    }
                    throw PictureProblems.of(((IdentificationOutcome.Refused) outcome).why());
                });
    }

    private Results<Recognized> answer(IdentificationOutcome.Searched searched, FaceQuery wanted) {
        SimilarityScale scale = SimilarityScale.of(searched.threshold());
        Map<String, String> used = versions.with(searched.model());
        return new Results<>(
                wanted.meant(searched.faces(), face -> face.face().face().score()).stream()
                        .map(face -> new Recognized(Face.of(face.face(), wanted, used), subjects(face, scale)))
                        .toList());
    }

    private static List<Similar> subjects(SearchedFace face, SimilarityScale scale) {
        if (face instanceof SearchedFace.Match match) {
            return Similar.of(match.candidates(), scale);
        }
        return face instanceof SearchedFace.NoMatch noMatch
                ? Similar.of(noMatch.nearest(), scale)
                : ((SearchedFace.NotJudged) face)
                        .nearest().stream()
                                .map(candidate -> new Similar(candidate.externalId(), 0)) // nothing is decided by it
                                .toList();
    }
}
