package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.template.TemplateId;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an identity has already. The unique key of templates decides in the end; asking before spares the computation.
 */
@Singleton
final class KnownContent {
    private final TemplateStore store;

    KnownContent(TemplateStore store) {
        this.store = store;
    }

    /**
     * Enrols content, unless it is enrolled for all of the models. Content that was enrolled for one of them is the
     * person's, so it is no duplicate of anybody's when it is enrolled for the other.
     *
     * @param enrol is told which duplicates it may add
     */
    Uni<EnrolmentOutcome> unlessEnrolled(
            GalleryMember member,
            ContentHash content,
            List<ModelId> models,
            Duplicates duplicates,
            Function<Duplicates, Uni<EnrolmentOutcome>> enrol) {
        return templates(member, content, models).chain(known -> {
            if (known.size() == models.size()) {
                return Uni.createFrom().item(new EnrolmentOutcome.AlreadyEnrolled(known.get(0)));
            }
            return enrol.apply(known.isEmpty() ? duplicates : Duplicates.ALLOW);
        });
    }

    /** In the order of the models, where there is one. */
    private Uni<List<TemplateId>> templates(GalleryMember member, ContentHash content, List<ModelId> models) {
        return Multi.createFrom()
                .iterable(models)
                .onItem()
                .transformToUniAndConcatenate(model ->
                        store.find(member.gallery().name(), member.identity().id(), model, content))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }
}
