package io.facegate.service.compreface;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.compreface.ExampleResource.Example;
import io.facegate.service.enrolment.Duplicates;
import io.facegate.service.enrolment.EnrolmentOptions;
import io.facegate.service.enrolment.EnrolmentOutcome;
import io.facegate.service.enrolment.EnrolmentService;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.AnswerOnce;
import io.facegate.service.template.HashedContent;
import io.facegate.service.template.TemplateId;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Adds an example of somebody, who is known from then on. CompreFace looks for nobody else with that face, so it isn't done here
 * either.
 */
@Singleton
final class ExampleAdding {
    private static final EnrolmentOptions OPTIONS = new EnrolmentOptions(FaceChoice.ONLY, Duplicates.ALLOW);

    private final GalleryRepository galleries;
    private final Subjects subjects;
    private final EnrolmentService enrolment;

    ExampleAdding(GalleryRepository galleries, Subjects subjects, EnrolmentService enrolment) {
        this.galleries = galleries;
        this.subjects = subjects;
        this.enrolment = enrolment;
    }

    /**
     * @param picture encoded
     */
    Uni<Example> add(GalleryName gallery, SubjectName name, Uni<byte[]> picture) {
        return galleries.get(gallery).chain(found -> subjects.find(found, name)
                .chain(known -> known.map(somebody -> enrol(found, somebody.externalId(), picture))
                        .orElseGet(() -> enrolNew(found, name, picture))));
    }

    private Uni<Example> enrolNew(Gallery gallery, SubjectName name, Uni<byte[]> picture) {
        return subjects.create(gallery, name)
                .chain(created -> enrol(gallery, created.externalId(), picture)
                        .onFailure()
                        .call(() -> subjects.forgetUnlessEnrolled(gallery, created)))
                .onFailure(GalleryException.AlreadyExists.class) // by another request, just now
                .recoverWithUni(() ->
                        subjects.get(gallery, name).chain(somebody -> enrol(gallery, somebody.externalId(), picture)));
    }

    private Uni<Example> enrol(Gallery gallery, ExternalId somebody, Uni<byte[]> picture) {
        return enrolment
                .enrolPictures(
                        gallery.name(),
                        somebody,
                        picture.map(bytes -> List.of(HashedContent.ofPicture(bytes))),
                        OPTIONS,
                        AnswerOnce.always(
                                enrolments -> enrolments.outcomes().get(0).to(new ExampleOf(somebody))))
                .map(Answer::body);
    }

    private record ExampleOf(ExternalId subject) implements EnrolmentOutcome.Cases<Example> {
        @Override
        public Example of(EnrolmentOutcome.Enrolled enrolled) {
            return example(enrolled.template());
        }

        @Override
        public Example of(EnrolmentOutcome.AlreadyEnrolled known) {
            return example(known.template());
        }

        private Example example(TemplateId template) {
            return new Example(ImageId.of(template), subject.value());
        }

        @Override
        public Example of(EnrolmentOutcome.Rejected rejected) {
            throw PictureProblems.of(
                    new PictureRefusal.Rejected(rejected.rejection(), "The picture can't be used as an example"));
        }

        @Override
        public Example of(EnrolmentOutcome.InsufficientQuality insufficient) {
            throw PictureProblems.of(new PictureRefusal.InsufficientQuality(insufficient.defects()));
        }

        @Override
        public Example of(EnrolmentOutcome.Duplicate duplicate) {
            throw new ProblemException(ProblemType.ALREADY_EXISTS, "Another subject has this face");
        }
    }
}
