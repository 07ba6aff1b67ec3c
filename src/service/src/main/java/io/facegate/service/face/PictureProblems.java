package io.facegate.service.face;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.PartName;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.quality.QualityDefect;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a picture, as a problem. */
public final class PictureProblems {
    private PictureProblems() {}

    /**
     * @throws ProblemException if the only picture of a request was refused
     */
    public static FaceReading.Read orThrow(FaceReading reading) {
        if (reading instanceof FaceReading.Read read) {
            return read;
        }
        throw of(((FaceReading.Refused) reading).why());
    }

    /** Of the only picture of a request. */
    public static ProblemException of(PictureRefusal refusal) {
        return refusal instanceof PictureRefusal.Rejected rejected
                ? problem(rejected, null)
                : of(refusal, PictureForm.PICTURE);
    }

    /**
     * @param part of a form with several pictures, which had this one
     */
    public static ProblemException of(PictureRefusal refusal, PartName part) {
        return refusal instanceof PictureRefusal.Rejected rejected
                ? problem(rejected, part.value())
                : problem((PictureRefusal.InsufficientQuality) refusal, part.value());
    }

    private static ProblemException problem(PictureRefusal.Rejected refusal, @Nullable String part) {
        return new ProblemException(type(refusal.rejection()), part, refusal.detail());
    }

    private static ProblemException problem(PictureRefusal.InsufficientQuality refusal, String part) {
        return new ProblemException(
                ProblemType.QUALITY_INSUFFICIENT,
                part,
                "The picture is not good enough to decide by: %s."
                        .formatted(refusal.defects().stream()
                                .map(QualityDefect::words)
                                .collect(Collectors.joining(", "))),
                refusal.defects().stream().map(QualityDefect::code).toList());
    }

    private static ProblemType type(Rejection rejection) {
        return switch (rejection) {
            case IMAGE_EMPTY -> ProblemType.IMAGE_EMPTY;
            case IMAGE_TYPE_UNSUPPORTED -> ProblemType.IMAGE_TYPE_UNSUPPORTED;
            case IMAGE_TOO_LARGE -> ProblemType.IMAGE_TOO_LARGE;
            case IMAGE_TOO_MANY_PIXELS -> ProblemType.IMAGE_TOO_MANY_PIXELS;
            case IMAGE_SIDE_OUT_OF_RANGE -> ProblemType.IMAGE_SIDE_OUT_OF_RANGE;
            case IMAGE_DAMAGED -> ProblemType.IMAGE_DAMAGED;
            case NO_FACE -> ProblemType.NO_FACE;
            case SEVERAL_FACES -> ProblemType.SEVERAL_FACES;
        };
    }
}
