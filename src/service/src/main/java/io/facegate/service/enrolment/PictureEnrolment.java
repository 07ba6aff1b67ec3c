package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** A picture's way to a template: its face is found, judged, embedded and added. */
@Singleton
final class PictureEnrolment {
    private final KnownContent known;
    private final FaceReader faces;
    private final QualityRules rules;
    private final TemplateAdding templates;

    PictureEnrolment(KnownContent known, FaceReader faces, QualityRules rules, TemplateAdding templates) {
        this.known = known;
        this.faces = faces;
        this.rules = rules;
        this.templates = templates;
    }

    Uni<EnrolmentOutcome> enrol(GalleryMember member, HashedContent<byte[]> picture, EnrolmentOptions options) {
        List<ModelId> models = member.gallery().models();
        return known.unlessEnrolled(member, picture.hash(), models, options.duplicates(), duplicates -> faces.read(
                        picture.value(), options.choice(), models)
                .chain(reading -> reading.then(
                        read -> enrol(member, read, picture.hash(), duplicates), PictureEnrolment::rejected)));
    }

    private Uni<EnrolmentOutcome> enrol(
            GalleryMember member, FaceReading.Read read, ContentHash content, Duplicates duplicates) {
        FaceQuality quality = read.face().quality();
        List<QualityDefect> defects =
                rules.check(Purpose.ENROLMENT, member.gallery().gates()).defects(quality);
        if (!defects.isEmpty()) {
            return Uni.createFrom().item(new EnrolmentOutcome.InsufficientQuality(defects, quality));
        }
        List<Embedding> embeddings = read.byModel().stream()
                .map(EmbeddedPicture::faces)
                .map(found -> found.get(0))
                .map(EmbeddedFace::embedding)
                .toList();
        return templates.add(new NewFace(member, embeddings, quality, TemplateSource.PICTURE, content), duplicates);
    }

    /** Whether a face is good enough to be kept is another question than whether it is to be decided by. */
    private static EnrolmentOutcome rejected(PictureRefusal refusal) {
        return new EnrolmentOutcome.Rejected(((PictureRefusal.Rejected) refusal).rejection());
    }
}
