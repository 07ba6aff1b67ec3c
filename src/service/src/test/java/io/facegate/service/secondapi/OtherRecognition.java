package io.facegate.service.secondapi;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.attempt.AttemptProblems;
import io.facegate.service.enrolment.Duplicates;
import io.facegate.service.enrolment.EnrolmentOptions;
import io.facegate.service.enrolment.EnrolmentOutcome;
import io.facegate.service.enrolment.EnrolmentService;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.AnswerOnce;
import io.facegate.service.identification.CandidateLimit;
import io.facegate.service.identification.IdentificationOutcome;
import io.facegate.service.identification.IdentificationService;
import io.facegate.service.identification.SearchedFace;
import io.facegate.service.secondapi.OtherShapes.Box;
import io.facegate.service.secondapi.OtherShapes.Example;
import io.facegate.service.secondapi.OtherShapes.Recognized;
import io.facegate.service.secondapi.OtherShapes.Result;
import io.facegate.service.secondapi.OtherShapes.Subject;
import io.facegate.service.secondapi.OtherShapes.Verified;
import io.facegate.service.template.HashedContent;
import io.facegate.service.verification.VerificationOutcome;
import io.facegate.service.verification.VerificationService;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PartName;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Subjects and their examples, where the first interface has identities and templates. */
@Path(OtherErrors.PATH + "/recognition")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
public final class OtherRecognition {
    private static final PartName FILE = PartName.of("file");

    private final EnrolmentService enrolment;
    private final VerificationService verification;
    private final IdentificationService identification;
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final Bodies bodies;

    OtherRecognition(
            EnrolmentService enrolment,
            VerificationService verification,
            IdentificationService identification,
            GalleryRepository galleries,
            IdentityRepository identities,
            Bodies bodies) {
        this.enrolment = enrolment;
        this.verification = verification;
        this.identification = identification;
        this.galleries = galleries;
        this.identities = identities;
        this.bodies = bodies;
    }

    /** Whoever isn't known yet, is from now on. */
    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Path("faces")
    @ResponseStatus(201)
    @Operation(hidden = true)
    public Uni<Example> addExample(
            @RestHeader(ApiKey.HEADER) @Nullable String key,
            @RestQuery("subject") String subject,
            @Context RoutingContext request) {
        GalleryName gallery = ApiKey.gallery(key);
        ExternalId externalId = ExternalId.of(subject);
        Uni<List<HashedContent<byte[]>>> picture =
                bodies.upload(request, upload -> List.of(HashedContent.ofPicture(upload.picture(FILE))));
        return know(gallery, externalId)
                .chain(() -> enrolment.enrolPictures(
                        gallery,
                        externalId,
                        picture,
                        new EnrolmentOptions(FaceChoice.ONLY, Duplicates.ALLOW),
                        AnswerOnce.always(
                                enrolments -> enrolments.outcomes().get(0).to(new ExampleOf(subject)))))
                .map(Answer::body);
    }

    private Uni<Void> know(GalleryName gallery, ExternalId externalId) {
        return galleries
                .get(gallery)
                .chain(found -> identities.create(found, externalId, null, new JsonObject()))
                .replaceWithVoid()
                .onFailure(GalleryException.AlreadyExists.class)
                .recoverWithNull();
    }

    private record ExampleOf(String subject) implements EnrolmentOutcome.Cases<Example> {
        @Override
        public Example of(EnrolmentOutcome.Enrolled enrolled) {
            return new Example(Long.toString(enrolled.template().value()), subject);
        }

        @Override
        public Example of(EnrolmentOutcome.AlreadyEnrolled known) {
            return new Example(Long.toString(known.template().value()), subject);
        }

        @Override
        public Example of(EnrolmentOutcome.Rejected rejected) {
            throw PictureProblems.of(new PictureRefusal.Rejected(rejected.rejection(), "The picture can't be used"));
        }

        @Override
        public Example of(EnrolmentOutcome.InsufficientQuality insufficient) {
            throw PictureProblems.of(new PictureRefusal.InsufficientQuality(insufficient.defects()));
        }

        @Override
        public Example of(EnrolmentOutcome.Duplicate duplicate) {
            throw new ProblemException(ProblemType.ALREADY_EXISTS, "Somebody else looks like that");
        }
    }

    @POST
    @RolesAllowed(Scope.Code.IDENTIFY)
    @Path("recognize")
    @Operation(hidden = true)
    public Uni<Result<Recognized>> recognize(
            @RestHeader(ApiKey.HEADER) @Nullable String key, @Context RoutingContext request) {
        return identification
                .identify(ApiKey.gallery(key), picture(request), FaceChoice.ALL, new CandidateLimit(1), null)
                .map(outcome -> {
                    if (outcome instanceof IdentificationOutcome.Searched searched) {
                        return new Result<>(searched.faces().stream()
                                .map(face -> new Recognized(Box.of(face.face()), subjects(face)))
                                .toList());
                    }
                    throw PictureProblems.of(((IdentificationOutcome.Refused) outcome).why());
                });
    }

    private static List<Subject> subjects(SearchedFace face) {
        return face instanceof SearchedFace.Match match
                ? match.candidates().stream()
                        .map(candidate -> new Subject(
                                candidate.externalId(),
                                candidate.comparison().similarity().cosine()))
                        .toList()
                : List.of();
    }

    @POST
    @RolesAllowed(Scope.Code.VERIFY)
    @Path("subjects/{subject}/verify")
    @Operation(hidden = true)
    public Uni<Result<Verified>> verify(
            @RestHeader(ApiKey.HEADER) @Nullable String key,
            @RestPath ExternalId subject,
            @Context RoutingContext request) {
        return verification
                .verify(ApiKey.gallery(key), subject, picture(request), FaceChoice.LARGEST, null, null)
                .map(outcome -> outcome.to(new VerifiedOf(subject)));
    }

    private Uni<byte[]> picture(RoutingContext request) {
        return bodies.upload(request, upload -> upload.picture(FILE));
    }

    private record VerifiedOf(ExternalId subject) implements VerificationOutcome.Cases<Result<Verified>> {
        @Override
        public Result<Verified> of(VerificationOutcome.Decided decided) {
            return Result.of(new Verified(
                    Box.of(decided.face()),
                    subject.value(),
                    decided.verdict().comparison().similarity().cosine()));
        }

        @Override
        public Result<Verified> of(VerificationOutcome.Inactive inactive) {
            throw new ProblemException(ProblemType.IDENTITY_INACTIVE, "The subject is inactive");
        }

        @Override
        public Result<Verified> of(VerificationOutcome.NotEnrolled notEnrolled) {
            throw new ProblemException(ProblemType.IDENTITY_NOT_FOUND, "The subject has no example");
        }

        @Override
        public Result<Verified> of(VerificationOutcome.NotAttempted notAttempted) {
            throw AttemptProblems.of(notAttempted.why());
        }

        @Override
        public Result<Verified> of(VerificationOutcome.Refused refused) {
            throw PictureProblems.of(refused.why());
        }
    }
}
