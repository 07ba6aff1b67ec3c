package io.facegate.service.enrolment;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.config.MoveConfig;
import io.facegate.service.gallery.EnrolmentState;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.NewTemplate;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives people a template of the model that their gallery moves to, by the pictures that verify them. */
@Singleton
public final class ReEnrolment {
    private static final Logger LOG = Logger.getLogger(ReEnrolment.class);

    private final MoveConfig config;
    private final QualityRules rules;
    private final TemplateEnrolment enrolment;

    ReEnrolment(MoveConfig config, QualityRules rules, TemplateEnrolment enrolment) {
        this.config = config;
        this.rules = rules;
        this.enrolment = enrolment;
    }

    /** Whether a picture that is sure to show this person would be taken. */
    public boolean wanted(GalleryMember member) {
        return config.reEnrolOnVerification()
                && member.gallery().movesTo() != null
                && member.identity().enrolment() == EnrolmentState.NEEDS_RE_ENROLMENT;
    }

    /**
     * Takes the picture if it is good enough. It never fails: the verification stands without it.
     *
     * @param face by the model that the gallery moves to
     */
    public Uni<Void> offer(GalleryMember member, EmbeddedFace face, ContentHash picture) {
        if (!rules.check(Purpose.ENROLMENT, member.gallery().gates())
                .defects(face.quality())
                .isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return enrolment
                .add(
                        member.identity(),
                        List.of(new NewTemplate(
                                member.gallery().name(),
                                member.identity().id(),
                                face.embedding(),
                                (float) face.quality().unified(),
                                TemplateSource.PICTURE,
                                picture)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("A verified person couldn't be re-enrolled: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
