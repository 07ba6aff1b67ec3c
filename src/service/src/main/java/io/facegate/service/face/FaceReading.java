package io.facegate.service.face;

import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** What came of looking for faces in a picture. */
public sealed interface FaceReading {
    /**
     * Goes on with the faces, if there are any to go on with.
     *
     * @param otherwise the outcome if the picture was refused
     */
    <T> Uni<T> then(Function<Read, Uni<T>> use, Function<PictureRefusal, T> otherwise);

    /**
     * The faces that were asked for, the largest first.
     *
     * @param byModel the same faces by each of the models that were asked for, in their order
     */
    record Read(List<EmbeddedPicture> byModel) implements FaceReading {
        public Read {
            byModel = List.copyOf(byModel);
        }

        /** By the first of the models. */
        public EmbeddedPicture picture() {
            return byModel.get(0);
        }

        /** The first face, by the first of the models. */
        public EmbeddedFace face() {
            return picture().faces().get(0);
        }

        /** The first face, as an answer may show it. */
        public ProbeFace probe() {
            return ProbeFace.of(face(), picture());
        }

        @Override
        public <T> Uni<T> then(Function<Read, Uni<T>> use, Function<PictureRefusal, T> otherwise) {
            return use.apply(this);
        }
    }

    /** There is nothing to go on with. */
    record Refused(PictureRefusal why) implements FaceReading {
        @Override
        public <T> Uni<T> then(Function<Read, Uni<T>> use, Function<PictureRefusal, T> otherwise) {
            return Uni.createFrom().item(() -> otherwise.apply(why));
        }
    }
}
