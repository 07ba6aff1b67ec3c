package io.facegate.service.enrolment;

import io.facegate.service.gallery.Candidate;
import io.facegate.service.gallery.ContentHash;
import io.facegate.service.gallery.Enrolment;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.NewTemplate;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.gallery.TemplateSource;
import io.facegate.service.gallery.TemplateStore;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.IdempotencyKey;
import io.facegate.service.idempotency.IdempotentRequests;
import io.facegate.service.idempotency.RequestFingerprint;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.model.ServedModels;
import io.facegate.service.upload.JsonBody;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.PictureRejectedException;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Enrols what a request brings, one after the other, so that a request with many pictures takes one place in the queue of
 * the inference. Whatever was enrolled stays if a later picture makes the request fail; content that is enrolled already
 * isn't enrolled again, so the request can be repeated.
 */
@Singleton
final class EnrolmentService {
    /** The person themself may be one of them. */
    private static final int NEIGHBOURS = 2;

    private final ServedGalleries galleries;
    private final TemplateStore store;
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final EnrolmentRules rules;
    private final IdempotentRequests requests;

    EnrolmentService(
            ServedGalleries galleries,
            TemplateStore store,
            InferenceExecutor executor,
            ServedModels models,
            EnrolmentRules rules,
            IdempotentRequests requests) {
        this.galleries = galleries;
        this.store = store;
        this.executor = executor;
        this.models = models;
        this.rules = rules;
        this.requests = requests;
    }

    /**
     * @param key null if the request came without
     */
    Uni<Answer<EnrolmentResponse>> enrolPictures(
            String gallery,
            String externalId,
            List<byte[]> pictures,
            EnrolmentOptions options,
            @Nullable IdempotencyKey key) {
        return galleries
                .member(gallery, externalId)
                .chain(member -> once(
                        member,
                        key,
                        () -> options.fingerprint(
                                member.identity().id(),
                                pictures.stream().map(ContentHash::ofPicture).toList()),
                        each(pictures, (index, picture) -> enrolPicture(member, index, picture, options))));
    }

    /**
     * Nothing is known of the faces, so only duplicates are refused.
     *
     * @param key null if the request came without
     */
    Uni<Answer<EnrolmentResponse>> enrolEmbeddings(
            String gallery, String externalId, JsonBody body, EnrolmentOptions options, @Nullable IdempotencyKey key) {
        FaceEmbedder embedder = models.pipeline().embedder();
        List<Embedding> embeddings = EmbeddingsBody.read(body, embedder.model(), embedder.dimension());
        return galleries
                .member(gallery, externalId)
                .chain(member -> once(
                        member,
                        key,
                        () -> options.fingerprint(
                                member.identity().id(),
                                embeddings.stream()
                                        .map(ContentHash::ofEmbedding)
                                        .toList()),
                        each(embeddings, (index, embedding) -> enrolEmbedding(member, index, embedding, options))));
    }

    private Uni<Answer<EnrolmentResponse>> once(
            GalleryMember member,
            @Nullable IdempotencyKey key,
            Supplier<RequestFingerprint> request,
            Uni<EnrolmentResponse> work) {
        return key == null
                ? work.map(response -> new Answer<>(response, false))
                : requests.once(member, key, request.get(), EnrolmentResponse.class, work);
    }

    private Uni<EnrolmentOutcome> enrolEmbedding(
            GalleryMember member, int index, Embedding embedding, EnrolmentOptions options) {
        ContentHash content = ContentHash.ofEmbedding(embedding);
        return unlessEnrolled(
                member,
                index,
                content,
                add(new Entry(member, index, embedding, null, TemplateSource.EMBEDDING, content), options));
    }

    private <T> Uni<EnrolmentResponse> each(List<T> items, BiFunction<Integer, T, Uni<EnrolmentOutcome>> enrol) {
        return Multi.createFrom()
                .items(IntStream.range(0, items.size()).boxed())
                .onItem()
                .transformToUniAndConcatenate(index -> enrol.apply(index, items.get(index)))
                .collect()
                .asList()
                .map(results -> EnrolmentResponse.of(
                        models.pipeline().embedder().model().value(), results));
    }

    private Uni<EnrolmentOutcome> enrolPicture(
            GalleryMember member, int index, byte[] picture, EnrolmentOptions options) {
        ContentHash content = ContentHash.ofPicture(picture);
        return unlessEnrolled(
                member,
                index,
                content,
                executor.compute(() -> models.pipeline()
                                .embed(picture, options.choice())
                                .get(0))
                        .chain(face -> enrolFace(member, index, face, content, options))
                        .onFailure(PictureRejectedException.class)
                        .recoverWithItem(rejected -> EnrolmentOutcome.rejected(
                                index,
                                List.of(((PictureRejectedException) rejected)
                                        .rejection()
                                        .code()),
                                null)));
    }

    /** The unique key of templates decides in the end; asking before spares the computation. */
    private Uni<EnrolmentOutcome> unlessEnrolled(
            GalleryMember member, int index, ContentHash content, Uni<EnrolmentOutcome> enrol) {
        return store.find(
                        member.gallery().name(),
                        member.identity().id(),
                        member.gallery().model(),
                        content)
                .chain(found -> found.map(
                                template -> Uni.createFrom().item(EnrolmentOutcome.alreadyEnrolled(index, template)))
                        .orElse(enrol));
    }

    private Uni<EnrolmentOutcome> enrolFace(
            GalleryMember member, int index, EmbeddedFace face, ContentHash content, EnrolmentOptions options) {
        List<QualityDefect> defects = rules.gate().defects(face.quality());
        if (!defects.isEmpty()) {
            return Uni.createFrom()
                    .item(EnrolmentOutcome.rejected(
                            index, defects.stream().map(QualityDefect::code).toList(), face.quality()));
        }
        return add(
                new Entry(member, index, face.embedding(), face.quality(), TemplateSource.PICTURE, content), options);
    }

    private record Entry(
            GalleryMember member,
            int index,
            Embedding embedding,
            @Nullable FaceQuality quality,
            TemplateSource source,
            ContentHash content) {}

    private Uni<EnrolmentOutcome> add(Entry entry, EnrolmentOptions options) {
        Uni<EnrolmentOutcome> added = store.add(new NewTemplate(
                        entry.member.gallery().name(),
                        entry.member.identity().id(),
                        entry.embedding,
                        null,
                        entry.source,
                        entry.content))
                .map(enrolment -> enrolment instanceof Enrolment.Added
                        ? EnrolmentOutcome.enrolled(entry.index, enrolment.template(), entry.quality)
                        : EnrolmentOutcome.alreadyEnrolled(entry.index, enrolment.template()));
        if (options.allowDuplicates()) {
            return added;
        }
        return otherIdentity(entry).chain(other -> other.map(candidate -> Uni.createFrom()
                        .item(EnrolmentOutcome.duplicate(entry.index, candidate.similarity(), entry.quality)))
                .orElse(added));
    }

    private Uni<Optional<Candidate>> otherIdentity(Entry entry) {
        Gallery gallery = entry.member.gallery();
        Similarity duplicate = rules.duplicate(galleries.policy(gallery, null));
        return store.nearest(gallery.name(), entry.embedding, NEIGHBOURS, duplicate)
                .map(candidates -> candidates.stream()
                        .filter(candidate -> !candidate
                                .identity()
                                .equals(entry.member.identity().id()))
                        .findFirst());
    }
}
