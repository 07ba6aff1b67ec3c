package io.facegate.service.compreface;

import io.facegate.service.compreface.ExampleResource.Example;
import io.facegate.service.compreface.ExampleResource.ExamplePage;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.template.GalleryTemplates;
import io.facegate.service.template.OwnedTemplate;
import io.facegate.service.template.TemplateStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The examples of a gallery: shown in pages that have numbers, and deleted. */
@Singleton
final class Examples {
    /** Of a page, if nothing is said. */
    static final int SOME = 20;
    /** Of a page, whatever is said. */
    static final int MOST = 1000;

    private final TemplateStore store;
    private final GalleryTemplates templates;
    private final Subjects subjects;

    Examples(TemplateStore store, GalleryTemplates templates, Subjects subjects) {
        this.store = store;
        this.templates = templates;
        this.subjects = subjects;
    }

    /** Of somebody who isn't known, none. */
    Uni<ExamplePage> list(Gallery gallery, Optional<SubjectName> subject, int page, int size) {
        if (subject.isEmpty()) {
            return list(gallery, (IdentityId) null, page, size);
        }
        return subjects.find(gallery, subject.get())
                .chain(known -> known.map(somebody -> list(gallery, somebody.id(), page, size))
                        .orElseGet(() -> Uni.createFrom().item(ExamplePage.of(List.of(), page, size, 0))));
    }

    private Uni<ExamplePage> list(Gallery gallery, @Nullable IdentityId identity, int page, int size) {
        return store.owned(gallery, identity, (long) page * size, size)
                .chain(some -> store.count(gallery, identity).map(all -> ExamplePage.of(some, page, size, all)));
    }

    Uni<Optional<OwnedTemplate>> find(Gallery gallery, String image) {
        return ImageId.parse(image)
                .map(template -> store.owner(gallery, template))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Empty if there is none of that id. */
    Uni<Optional<Example>> delete(Gallery gallery, String image) {
        return ImageId.parse(image)
                .map(template -> templates.delete(gallery, template))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(deleted -> deleted.map(Example::of));
    }

    /** One after the other; what was deleted. */
    Uni<List<Example>> delete(Gallery gallery, List<String> images) {
        return Multi.createFrom()
                .iterable(images)
                .onItem()
                .transformToUniAndConcatenate(image -> delete(gallery, image))
                .filter(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asList();
    }

    /** Of somebody, or of everybody, one person after the other. The people stay. */
    Uni<Long> deleteAll(Gallery gallery, Optional<SubjectName> subject) {
        if (subject.isEmpty()) {
            return deleteAll(gallery, 0);
        }
        return subjects.find(gallery, subject.get())
                .chain(known -> known.map(somebody -> templates.deleteAll(gallery, somebody.id()))
                        .orElseGet(() -> Uni.createFrom().item(0L)));
    }

    private Uni<Long> deleteAll(Gallery gallery, long before) {
        return store.owned(gallery, null, 0, MOST)
                .chain(some -> some.isEmpty()
                        ? Uni.createFrom().item(before)
                        : Multi.createFrom()
                                .iterable(some.stream()
                                        .map(OwnedTemplate::identity)
                                        .distinct()
                                        .toList())
                                .onItem()
                                .transformToUniAndConcatenate(identity -> templates.deleteAll(gallery, identity))
                                .collect()
                                .in(() -> new long[1], (sum, deleted) -> sum[0] += deleted)
                                .chain(sum -> deleteAll(gallery, before + sum[0])));
    }
}
