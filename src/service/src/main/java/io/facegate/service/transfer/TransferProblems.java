package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryFileException;
import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A file that can't be imported, as a problem. */
@Singleton
public final class TransferProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof GalleryFileException file
                ? Optional.of(new ProblemDetail(type(file), file.detail()))
                : Optional.empty();
    }

    private static ProblemType type(GalleryFileException file) {
        return switch (file.fault()) {
            case MALFORMED -> ProblemType.IMPORT_MALFORMED;
            case VERSION_UNSUPPORTED -> ProblemType.IMPORT_VERSION_UNSUPPORTED;
            case INCOMPLETE -> ProblemType.IMPORT_INCOMPLETE;
            case DAMAGED -> ProblemType.IMPORT_DAMAGED;
        };
    }
}
