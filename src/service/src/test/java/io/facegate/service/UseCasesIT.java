package io.facegate.service;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.comparison.CompareService;
import io.facegate.service.comparison.ComparisonOutcome;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.NotCalibratedException;
import io.facegate.service.detection.DetectionOutcome;
import io.facegate.service.detection.DetectionService;
import io.facegate.service.enrolment.Duplicates;
import io.facegate.service.enrolment.EnrolmentOptions;
import io.facegate.service.enrolment.EnrolmentOutcome;
import io.facegate.service.enrolment.EnrolmentService;
import io.facegate.service.enrolment.Enrolments;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.AnswerOnce;
import io.facegate.service.identification.CandidateLimit;
import io.facegate.service.identification.IdentificationOutcome;
import io.facegate.service.identification.IdentificationService;
import io.facegate.service.identification.SearchedFace;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.template.HashedContent;
import io.facegate.service.verification.VerificationOutcome;
import io.facegate.service.verification.VerificationService;
import io.facegate.testing.NeedsModels;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.Rejection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What use cases come to, asked by no interface. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class UseCasesIT {
    private static final ExternalId BROWN = ExternalId.of("brown");

    @Inject
    GalleryRepository galleries;

    @Inject
    IdentityRepository identities;

    @Inject
    ModelCatalog catalog;

    @Inject
    ServedModels models;

    @Inject
    EnrolmentService enrolment;

    @Inject
    VerificationService verification;

    @Inject
    IdentificationService identification;

    @Inject
    CompareService comparison;

    @Inject
    DetectionService detection;

    private Gallery gallery;

    @BeforeEach
    void createPerson() {
        gallery = await(() -> galleries.create(
                new GalleryName("g" + UUID.randomUUID()),
                catalog.embedder().id(),
                models.pipeline().embedder().dimension()));
        create(BROWN);
    }

    private void create(ExternalId id) {
        await(() -> identities.create(gallery, id, null, new JsonObject()));
    }

    @Test
    void aPictureIsEnrolledOnceAndRejectedForWhatItIs() {
        List<EnrolmentOutcome> outcomes = enrol(BROWN, PERSON, PERSON, NO_FACE);

        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOfSatisfying(EnrolmentOutcome.Enrolled.class, enrolled -> {
            assertThat(enrolled.quality()).isNotNull();
            assertThat(outcomes.get(1)).isEqualTo(new EnrolmentOutcome.AlreadyEnrolled(enrolled.template()));
        });
        assertThat(outcomes.get(2)).isEqualTo(new EnrolmentOutcome.Rejected(Rejection.NO_FACE));
        assertThat(enrol(BROWN, new EnrolmentOptions(FaceChoice.ONLY, Duplicates.REJECT), SEVERAL_FACES))
                .containsExactly(new EnrolmentOutcome.Rejected(Rejection.SEVERAL_FACES));
    }

    @Test
    void whoeverResemblesSomebodyIsADuplicateUnlessThatIsAllowed() {
        ExternalId twin = ExternalId.of("twin");
        create(twin);
        enrol(BROWN, PERSON);

        assertThat(enrol(twin, SAME_PERSON))
                .first()
                .isInstanceOfSatisfying(
                        EnrolmentOutcome.Duplicate.class,
                        found -> assertThat(found.comparison().score().value()).isGreaterThan(0.3f));
        assertThat(enrol(twin, new EnrolmentOptions(FaceChoice.LARGEST, Duplicates.ALLOW), SAME_PERSON))
                .first()
                .isInstanceOf(EnrolmentOutcome.Enrolled.class);
    }

    @Test
    void aVerificationIsDecidedOrSaysWhyNot() {
        assertThat(verify(BROWN, PERSON, null)).isInstanceOf(VerificationOutcome.NotEnrolled.class);
        enrol(BROWN, PERSON);

        assertThat(verify(BROWN, SAME_PERSON, null))
                .isInstanceOfSatisfying(VerificationOutcome.Decided.class, decided -> {
                    assertThat(decided.verdict().decision()).isEqualTo(Decision.ACCESS_GRANTED);
                    assertThat(decided.verdict().comparison().score().value())
                            .isGreaterThan(decided.verdict().grant().score());
                    assertThat(decided.model()).isEqualTo(gallery.model());
                });
        assertThat(verify(BROWN, OTHER_PERSON, null))
                .isInstanceOfSatisfying(
                        VerificationOutcome.Decided.class,
                        decided -> assertThat(decided.verdict().decision()).isEqualTo(Decision.ACCESS_DENIED));
        assertThat(verify(BROWN, NO_FACE, null))
                .isInstanceOfSatisfying(
                        VerificationOutcome.Refused.class,
                        refused -> assertThat(rejection(refused.why())).isEqualTo(Rejection.NO_FACE));
        await(() -> identities.update(gallery, BROWN, identity -> identity.activate(false)));
        assertThat(verify(BROWN, SAME_PERSON, null)).isEqualTo(new VerificationOutcome.Inactive());
    }

    @Test
    void aSearchFindsWhoeverIsSimilarEnoughAndNobodyElse() {
        enrol(BROWN, PERSON);

        assertThat(identify(SAME_PERSON))
                .isInstanceOfSatisfying(SearchedFace.Match.class, match -> assertThat(match.candidates())
                        .extracting("externalId")
                        .containsExactly("brown"));
        assertThat(identify(OTHER_PERSON)).isInstanceOf(SearchedFace.NoMatch.class);
        assertThat(search(NO_FACE, FaceChoice.LARGEST)).isInstanceOf(IdentificationOutcome.Refused.class);
        assertThat(search(SEVERAL_FACES, FaceChoice.ALL))
                .isInstanceOfSatisfying(IdentificationOutcome.Searched.class, searched -> assertThat(searched.faces())
                        .hasSizeGreaterThan(1));
    }

    @Test
    void aComparisonTellsWhichPictureItRefuses() {
        assertThat(compare(PERSON, SAME_PERSON)).isInstanceOfSatisfying(ComparisonOutcome.Compared.class, compared -> {
            assertThat(compared.verdict().decision()).isEqualTo(Decision.ACCESS_GRANTED);
            assertThat(compared.faces()).hasSize(2);
        });
        assertThat(compare(NO_FACE, PERSON))
                .isInstanceOfSatisfying(ComparisonOutcome.Refused.class, refused -> assertThat(refused.picture())
                        .isZero());
        assertThat(compare(PERSON, NO_FACE))
                .isInstanceOfSatisfying(ComparisonOutcome.Refused.class, refused -> assertThat(refused.picture())
                        .isEqualTo(1));
    }

    @Test
    void aPictureWithoutAFaceIsRefusedNotEmpty() {
        assertThat(await(() -> detection.detect(picture(NO_FACE))))
                .isInstanceOfSatisfying(DetectionOutcome.Refused.class, refused -> assertThat(rejection(refused.why()))
                        .isEqualTo(Rejection.NO_FACE));
        assertThat(await(() -> detection.detect(new byte[0])))
                .isInstanceOfSatisfying(DetectionOutcome.Refused.class, refused -> assertThat(rejection(refused.why()))
                        .isEqualTo(Rejection.IMAGE_EMPTY));
        assertThat(await(() -> detection.detect(picture(PERSON)))).isInstanceOf(DetectionOutcome.Detected.class);
    }

    @Test
    void whatIsNotThereOrNotCalibratedFailsInTheWordsOfItsFeature() {
        assertThatThrownBy(() -> verify(ExternalId.of("nobody"), PERSON, null))
                .isInstanceOf(GalleryException.IdentityNotFound.class);
        assertThatThrownBy(() -> verify(BROWN, PERSON, new FalseMatchRate(1e-9)))
                .isInstanceOf(NotCalibratedException.class);
    }

    private List<EnrolmentOutcome> enrol(ExternalId id, String... pictures) {
        return enrol(id, new EnrolmentOptions(FaceChoice.LARGEST, Duplicates.REJECT), pictures);
    }

    private List<EnrolmentOutcome> enrol(ExternalId id, EnrolmentOptions options, String... pictures) {
        List<HashedContent<byte[]>> contents = List.of(pictures).stream()
                .map(file -> HashedContent.ofPicture(picture(file)))
                .toList();
        Answer<List<EnrolmentOutcome>> answer = await(() -> enrolment.enrolPictures(
                gallery.name(), id, Uni.createFrom().item(contents), options, AnswerOnce.always(Enrolments::outcomes)));
        return answer.body();
    }

    private VerificationOutcome verify(ExternalId id, String file, @Nullable FalseMatchRate rate) {
        return await(() -> verification.verify(gallery.name(), id, bytes(file), FaceChoice.LARGEST, rate, null));
    }

    private SearchedFace identify(String file) {
        IdentificationOutcome outcome = search(file, FaceChoice.LARGEST);
        assertThat(outcome).isInstanceOf(IdentificationOutcome.Searched.class);
        return ((IdentificationOutcome.Searched) outcome).faces().get(0);
    }

    private IdentificationOutcome search(String file, FaceChoice choice) {
        return await(() -> identification.identify(gallery.name(), bytes(file), choice, new CandidateLimit(5), null));
    }

    private ComparisonOutcome compare(String reference, String probe) {
        return await(() -> comparison.compare(picture(reference), picture(probe), FaceChoice.LARGEST));
    }

    private static Uni<byte[]> bytes(String file) {
        return Uni.createFrom().item(picture(file));
    }

    private static Rejection rejection(PictureRefusal why) {
        assertThat(why).isInstanceOf(PictureRefusal.Rejected.class);
        return ((PictureRefusal.Rejected) why).rejection();
    }

    /** As a request would wait for it: in a context of its own. */
    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
