package io.facegate.service.compreface;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.attempt.AttemptProblems;
import io.facegate.service.compreface.FaceShapes.Face;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.compreface.FaceShapes.Verified;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.face.ProbeFace;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.template.OwnedTemplate;
import io.facegate.service.verification.VerificationOutcome;
import io.facegate.service.verification.VerificationService;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.model.ModelId;
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
import org.jboss.resteasy.reactive.RestPath;

/**
 * Whether a picture shows the person that an example is of: by the best of all that is enrolled of them, as every verification
 * here. It counts as an attempt, and is written down.
 */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/faces/{image_id}/verify")
@Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
public final class ExampleVerification {
    private final CallersGallery callers;
    private final ServedGalleries galleries;
    private final Examples examples;
    private final VerificationService verification;
    private final DetectedFaces faces;
    private final ReceivedBodies bodies;
    private final PluginVersions versions;

    ExampleVerification(
            CallersGallery callers,
            ServedGalleries galleries,
            Examples examples,
            VerificationService verification,
            DetectedFaces faces,
            ReceivedBodies bodies,
            PluginVersions versions) {
        this.callers = callers;
        this.galleries = galleries;
        this.examples = examples;
        this.verification = verification;
        this.faces = faces;
        this.bodies = bodies;
        this.versions = versions;
    }

    @POST
    @RolesAllowed(Scope.Code.VERIFY)
    public Uni<Results<Verified>> verify(@RestPath("image_id") String image, @Context RoutingContext request) {
        FaceQuery wanted = FaceQuery.of(request);
        Uni<byte[]> picture = bodies.only(request);
        return galleries.gallery(callers.of(request)).chain(gallery -> {
            Uni<Results<Verified>> nobody = Uni.createFrom().deferred(() -> nobody(picture, wanted, gallery.model()));
            return examples.find(gallery, image)
                    .chain(found -> found.map(example -> verify(gallery.name(), example, picture, wanted, nobody))
                            .orElse(nobody));
        });
    }

    private Uni<Results<Verified>> verify(
            GalleryName gallery,
            OwnedTemplate example,
            Uni<byte[]> picture,
            FaceQuery wanted,
            Uni<Results<Verified>> nobody) {
        return verification
                .verify(gallery, example.externalId(), picture, FaceChoice.MAIN, null, null)
                .chain(outcome -> outcome.to(new AnswerOf(example, wanted, nobody)));
    }

    /** Every face, and whose none of them is. */
    private Uni<Results<Verified>> nobody(Uni<byte[]> picture, FaceQuery wanted, ModelId embedder) {
        return faces.of(picture, wanted, embedder)
                .map(found -> new Results<>(
                        found.stream().map(face -> new Verified(face, null, 0)).toList()));
    }

    private final class AnswerOf implements VerificationOutcome.Cases<Uni<Results<Verified>>> {
        private final OwnedTemplate example;
        private final FaceQuery wanted;
        private final Uni<Results<Verified>> nobody;

        AnswerOf(OwnedTemplate example, FaceQuery wanted, Uni<Results<Verified>> nobody) {
            this.example = example;
            this.wanted = wanted;
            this.nobody = nobody;
        }

        @Override
        public Uni<Results<Verified>> of(VerificationOutcome.Decided decided) {
            List<ProbeFace> meant =
                    wanted.meant(List.of(decided.face()), face -> face.face().score());
            SimilarityScale scale = SimilarityScale.of(decided.verdict().grant());
            return Uni.createFrom()
                    .item(new Results<>(meant.stream()
                            .map(face -> new Verified(
                                    Face.of(face, wanted, versions.with(decided.model())),
                                    example.externalId().value(),
                                    scale.of(decided.verdict().comparison().score())))
                            .toList()));
        }

        @Override
        public Uni<Results<Verified>> of(VerificationOutcome.Inactive inactive) {
            return nobody;
        }

        @Override
        public Uni<Results<Verified>> of(VerificationOutcome.NotEnrolled notEnrolled) {
            return nobody;
        }

        @Override
        public Uni<Results<Verified>> of(VerificationOutcome.NotAttempted notAttempted) {
            throw AttemptProblems.of(notAttempted.why());
        }

        @Override
        public Uni<Results<Verified>> of(VerificationOutcome.Refused refused) {
            throw PictureProblems.of(refused.why());
        }
    }
}
