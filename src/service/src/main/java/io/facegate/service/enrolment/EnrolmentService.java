package io.facegate.service.enrolment;

import io.facegate.service.gallery.ExternalId;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.IdempotencyKey;
import io.facegate.service.idempotency.IdempotentRequests;
import io.facegate.service.idempotency.RequestFingerprint;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.template.ContentHash;
import io.facegate.service.template.Enrolment;
import io.facegate.service.template.HashedContent;
import io.facegate.service.template.NewTemplate;
import io.facegate.service.template.SearchThresholds;
import io.facegate.service.template.TemplateId;
import io.facegate.service.template.TemplateSource;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.template.UniqueEnrolment;
import io.facegate.service.web.upload.BodyWorkers;
import io.facegate.service.web.upload.JsonBody;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
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
    private static final String PICTURES = "pictures";

    private final ServedGalleries galleries;
    private final SearchThresholds thresholds;
    private final TemplateStore store;
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final EnrolmentRules rules;
    private final IdempotentRequests requests;
    private final BodyWorkers workers;

    EnrolmentService(
            ServedGalleries galleries,
            SearchThresholds thresholds,
            TemplateStore store,
            InferenceExecutor executor,
            ServedModels models,
            EnrolmentRules rules,
            IdempotentRequests requests,
            BodyWorkers workers) {
        this.workers = workers;
        this.galleries = galleries;
        this.thresholds = thresholds;
        this.store = store;
        this.executor = executor;
        this.models = models;
        this.rules = rules;
        this.requests = requests;
    }

    /**
     * @param body the pictures, which are not read before the identity is found
     * @param key null if the request came without
     */
    Uni<Answer<EnrolmentResponse>> enrolPictures(
            GalleryName gallery,
            ExternalId externalId,
            Uni<List<HashedContent<byte[]>>> body,
            EnrolmentOptions options,
            @Nullable IdempotencyKey key) {
        return ServedGalleries.acrossMoves(() -> galleries
                .enrolling(gallery, externalId)
                .chain(member -> body.chain(pictures -> once(
                        member,
                        key,
                        () -> options.fingerprint(
                                member.identity().id(),
                                PICTURES,
                                pictures.stream().map(HashedContent::hash).toList()),
                        each(
                                pictures,
                                member.gallery().model(),
                                (index, picture) -> enrolPicture(member, index, picture, options))))));
    }

    /**
     * Nothing is known of the faces, so only duplicates are refused. Embeddings are of one model, so while the gallery
     * moves to another they are enrolled for that one alone.
     *
     * @param body is not read before the identity is found
     * @param key null if the request came without
     */
    Uni<Answer<EnrolmentResponse>> enrolEmbeddings(
            GalleryName gallery,
            ExternalId externalId,
            Uni<JsonBody> body,
            EnrolmentOptions options,
            @Nullable IdempotencyKey key) {
        return ServedGalleries.acrossMoves(
                () -> galleries.enrolling(gallery, externalId).chain(member -> body.chain(
                                json -> workers.compute(() -> embeddings(json, member.gallery())))
                        .chain(embeddings -> {
                            ModelId model = embeddings.get(0).value().model();
                            return once(
                                    member,
                                    key,
                                    () -> options.fingerprint(
                                            member.identity().id(),
                                            model.value(),
                                            embeddings.stream()
                                                    .map(HashedContent::hash)
                                                    .toList()),
                                    each(
                                            embeddings,
                                            model,
                                            (index, embedding) -> enrolEmbedding(member, index, embedding, options)));
                        })));
    }

    private List<HashedContent<Embedding>> embeddings(JsonBody body, Gallery gallery) {
        return EmbeddingsBody.read(
                        body,
                        gallery.models().stream()
                                .map(models.pipeline()::embedder)
                                .toList())
                .stream()
                .map(HashedContent::ofEmbedding)
                .toList();
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

    private <T> Uni<EnrolmentResponse> each(
            List<T> items, ModelId model, BiFunction<Integer, T, Uni<EnrolmentOutcome>> enrol) {
        return Multi.createFrom()
                .items(IntStream.range(0, items.size()).boxed())
                .onItem()
                .transformToUniAndConcatenate(index -> enrol.apply(index, items.get(index)))
                .collect()
                .asList()
                .map(results -> EnrolmentResponse.of(model.value(), results));
    }

    private Uni<EnrolmentOutcome> enrolEmbedding(
            GalleryMember member, int index, HashedContent<Embedding> embedding, EnrolmentOptions options) {
        return unlessEnrolled(
                member,
                index,
                embedding.hash(),
                List.of(embedding.value().model()),
                options,
                checked -> add(
                        new Entry(
                                member,
                                index,
                                List.of(embedding.value()),
                                null,
                                TemplateSource.EMBEDDING,
                                embedding.hash()),
                        checked));
    }

    private Uni<EnrolmentOutcome> enrolPicture(
            GalleryMember member, int index, HashedContent<byte[]> picture, EnrolmentOptions options) {
        ContentHash content = picture.hash();
        List<ModelId> wanted = member.gallery().models();
        return unlessEnrolled(member, index, content, wanted, options, checked -> executor.compute(
                        List.of(picture.value()),
                        () -> models.pipeline().embedPicture(picture.value(), options.choice(), wanted))
                .chain(embedded -> enrolFace(member, index, embedded, content, checked))
                .onFailure(PictureRejectedException.class)
                .recoverWithItem(rejected -> EnrolmentOutcome.rejected(
                        index,
                        List.of(((PictureRejectedException) rejected)
                                .rejection()
                                .code()),
                        null)));
    }

    /**
     * The unique key of templates decides in the end; asking before spares the computation. Content that was enrolled
     * for one of the models is the person's, so it is no duplicate of anybody's when it is enrolled for the other.
     */
    private Uni<EnrolmentOutcome> unlessEnrolled(
            GalleryMember member,
            int index,
            ContentHash content,
            List<ModelId> wanted,
            EnrolmentOptions options,
            Function<EnrolmentOptions, Uni<EnrolmentOutcome>> enrol) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(model ->
                        store.find(member.gallery().name(), member.identity().id(), model, content))
                .collect()
                .asList()
                .chain(found -> {
                    List<TemplateId> templates =
                            found.stream().flatMap(Optional::stream).toList();
                    if (templates.size() == wanted.size()) {
                        return Uni.createFrom().item(EnrolmentOutcome.alreadyEnrolled(index, templates.get(0)));
                    }
                    return enrol.apply(templates.isEmpty() ? options : options.allowingDuplicates());
                });
    }

    private Uni<EnrolmentOutcome> enrolFace(
            GalleryMember member,
            int index,
            List<EmbeddedPicture> byModel,
            ContentHash content,
            EnrolmentOptions options) {
        List<EmbeddedFace> faces =
                byModel.stream().map(picture -> picture.faces().get(0)).toList();
        FaceQuality quality = faces.get(0).quality();
        List<QualityDefect> defects = rules.gate().defects(quality);
        if (!defects.isEmpty()) {
            return Uni.createFrom()
                    .item(EnrolmentOutcome.rejected(
                            index, defects.stream().map(QualityDefect::code).toList(), quality));
        }
        List<Embedding> embeddings = faces.stream().map(EmbeddedFace::embedding).toList();
        return add(new Entry(member, index, embeddings, quality, TemplateSource.PICTURE, content), options);
    }

    /** One face. The first embedding is the one that it is known by; any other is of the model the gallery moves to. */
    private record Entry(
            GalleryMember member,
            int index,
            List<Embedding> embeddings,
            @Nullable FaceQuality quality,
            TemplateSource source,
            ContentHash content) {
        NewTemplate template(Embedding embedding) {
            return new NewTemplate(
                    member.gallery().name(),
                    member.identity().id(),
                    embedding,
                    quality == null ? null : (float) quality.unified(),
                    source,
                    content);
        }
    }

    private Uni<EnrolmentOutcome> add(Entry entry, EnrolmentOptions options) {
        List<NewTemplate> templates =
                entry.embeddings.stream().map(entry::template).toList();
        Gallery gallery = entry.member.gallery();
        // a gallery is searched by the model that it answers by
        if (options.allowDuplicates() || !entry.embeddings.get(0).model().equals(gallery.model())) {
            return store.add(templates).map(enrolments -> outcome(entry, enrolments));
        }
        return duplicateSimilarity(gallery)
                .chain(duplicate -> store.addUnlessDuplicate(templates, duplicate))
                .map(enrolment -> {
                    if (enrolment instanceof UniqueEnrolment.Duplicate duplicate) {
                        return EnrolmentOutcome.duplicate(entry.index, duplicate.similarity(), entry.quality);
                    }
                    return outcome(entry, ((UniqueEnrolment.Enrolled) enrolment).templates());
                });
    }

    private static EnrolmentOutcome outcome(Entry entry, List<Enrolment> enrolments) {
        return enrolments.stream().anyMatch(Enrolment.Added.class::isInstance)
                ? EnrolmentOutcome.enrolled(entry.index, enrolments.get(0).template(), entry.quality)
                : EnrolmentOutcome.alreadyEnrolled(
                        entry.index, enrolments.get(0).template());
    }

    private Uni<Similarity> duplicateSimilarity(Gallery gallery) {
        Similarity configured = rules.duplicate();
        return configured != null
                ? Uni.createFrom().item(configured)
                : thresholds.of(gallery, null).map(threshold -> new Similarity(threshold.cosine()));
    }
}
