package io.facegate.service.gallery;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What can't be done with a gallery, as a problem. */
@Singleton
public final class GalleryProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof GalleryException refused ? Optional.of(of(refused)) : Optional.empty();
    }

    public static ProblemDetail of(GalleryException refused) {
        return new ProblemDetail(type(refused), String.valueOf(refused.getMessage()));
    }

    private static ProblemType type(GalleryException refused) {
        if (refused instanceof GalleryException.GalleryNotFound) {
            return ProblemType.GALLERY_NOT_FOUND;
        }
        if (refused instanceof GalleryException.IdentityNotFound) {
            return ProblemType.IDENTITY_NOT_FOUND;
        }
        return refused instanceof GalleryException.AlreadyExists
                ? ProblemType.ALREADY_EXISTS
                : ProblemType.GALLERY_MODEL_MISMATCH; // WrongModel, ModelNotServed
    }
}
