package io.facegate.service.face;

import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;

/** Why nothing is done by a picture; whoever sent it can send another one. */
public sealed interface PictureRefusal {
    /**
     * It is no usable picture, or doesn't have the faces that were asked for.
     *
     * @param detail for people; sizes and formats, never content
     */
    record Rejected(Rejection rejection, String detail) implements PictureRefusal {
        public static Rejected of(PictureRejectedException e) {
            return new Rejected(e.rejection(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Its face is not good enough to decide by.
     *
     * @param defects at least one
     */
    record InsufficientQuality(List<QualityDefect> defects) implements PictureRefusal {
        public InsufficientQuality {
            defects = List.copyOf(defects);
        }
    }
}
