package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.AnswerOnce;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/**
 * Enrols what a request brings, one after the other, so that a request with many pictures takes one place in the queue of
 * the inference. Whatever was enrolled stays if a later picture makes the request fail; content that is enrolled already
 * isn't enrolled again, so the request can be repeated.
 */
@Singleton
public final class EnrolmentService {
    private static final String PICTURES = "pictures";

    private final ServedGalleries galleries;
    private final KnownContent known;
    private final PictureEnrolment pictureEnrolment;
    private final TemplateAdding templates;

    EnrolmentService(
            ServedGalleries galleries,
            KnownContent known,
            PictureEnrolment pictureEnrolment,
            TemplateAdding templates) {
        this.galleries = galleries;
        this.known = known;
        this.pictureEnrolment = pictureEnrolment;
        this.templates = templates;
    }

    /**
     * @param pictures encoded, with their hashes; they are not asked for before the identity is found
     * @param once gives the answer, and remembers it
     * @return fails with {@link GalleryException} if the gallery or the identity can't be found
     */
    public <A> Uni<Answer<A>> enrolPictures(
            GalleryName gallery,
            ExternalId externalId,
            Uni<List<HashedContent<byte[]>>> pictures,
            EnrolmentOptions options,
            AnswerOnce<Enrolments, A> once) {
        return enrolling(
                gallery,
                externalId,
                member -> pictures.chain(brought -> once.answer(
                        member,
                        () -> options.fingerprint(member.identity().id(), PICTURES, hashes(brought)),
                        each(
                                brought,
                                member.gallery().model(),
                                picture -> pictureEnrolment.enrol(member, picture, options)))));
    }

    /**
     * Nothing is known of the faces, so only duplicates are refused. Embeddings are of one model, so while the gallery
     * moves to another they are enrolled for that one alone.
     *
     * @param embeddings at least one, and all of the same model: one of those that they are asked for by. They are not
     *     asked for before the identity is found
     * @param once gives the answer, and remembers it
     * @return fails with {@link GalleryException} if the gallery or the identity can't be found
     */
    public <A> Uni<Answer<A>> enrolEmbeddings(
            GalleryName gallery,
            ExternalId externalId,
            Function<List<ModelId>, Uni<List<HashedContent<Embedding>>>> embeddings,
            EnrolmentOptions options,
            AnswerOnce<Enrolments, A> once) {
        return enrolling(gallery, externalId, member -> embeddings
                .apply(member.gallery().models())
                .chain(brought -> {
                    ModelId model = brought.get(0).value().model();
                    return once.answer(
                            member,
                            () -> options.fingerprint(member.identity().id(), model.value(), hashes(brought)),
                            each(brought, model, embedding -> enrol(member, embedding, options.duplicates())));
                }));
    }

    private <T> Uni<T> enrolling(GalleryName gallery, ExternalId externalId, Function<GalleryMember, Uni<T>> work) {
        return ServedGalleries.acrossMoves(
                () -> galleries.enrolling(gallery, externalId).chain(member -> work.apply(member)));
    }

    private static <T> Uni<Enrolments> each(List<T> brought, ModelId model, Function<T, Uni<EnrolmentOutcome>> enrol) {
        return Multi.createFrom()
                .iterable(brought)
                .onItem()
                .transformToUniAndConcatenate(item -> enrol.apply(item))
                .collect()
                .asList()
                .map(outcomes -> new Enrolments(model, outcomes));
    }

    private Uni<EnrolmentOutcome> enrol(
            GalleryMember member, HashedContent<Embedding> embedding, Duplicates duplicates) {
        return known.unlessEnrolled(
                member,
                embedding.hash(),
                List.of(embedding.value().model()),
                duplicates,
                allowed -> templates.add(
                        new NewFace(
                                member, List.of(embedding.value()), null, TemplateSource.EMBEDDING, embedding.hash()),
                        allowed));
    }

    private static <T> List<ContentHash> hashes(List<HashedContent<T>> contents) {
        return contents.stream().map(HashedContent::hash).toList();
    }
}
