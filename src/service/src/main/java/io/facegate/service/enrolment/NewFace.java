package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.template.NewTemplate;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.quality.FaceQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A face that is good enough to be enrolled.
 *
 * @param embeddings the first is the one that it is known by; any other is of the model that the gallery moves to
 * @param quality null if nothing is known of it
 */
record NewFace(
        GalleryMember member,
        List<Embedding> embeddings,
        @Nullable FaceQuality quality,
        TemplateSource source,
        ContentHash content) {

    /** One for each embedding. */
    List<NewTemplate> templates() {
        return embeddings.stream().map(this::template).toList();
    }

    /** A gallery is searched by the model that it answers by. */
    boolean searchable() {
        return embeddings.get(0).model().equals(member.gallery().model());
    }

    private NewTemplate template(Embedding embedding) {
        return new NewTemplate(
                member.gallery().name(),
                member.identity().id(),
                embedding,
                quality == null ? null : (float) quality.unified(),
                source,
                content);
    }
}
