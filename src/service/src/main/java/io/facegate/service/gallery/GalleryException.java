package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.vision.model.ModelId;

/** What a caller asked of a gallery can't be done. */
public abstract sealed class GalleryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private GalleryException(String message) {
        super(message);
    }

    /** There is no gallery of this name. */
    public static final class GalleryNotFound extends GalleryException {
        private static final long serialVersionUID = 1;

        public GalleryNotFound(GalleryName gallery) {
            super("There is no gallery %s.%nMaybe create it first.".formatted(gallery));
        }
    }

    /** The gallery has no such identity; which one is not said, as that is personal data. */
    public static final class IdentityNotFound extends GalleryException {
        private static final long serialVersionUID = 1;

        public IdentityNotFound(GalleryName gallery) {
            super("The gallery %s has no such identity.".formatted(gallery));
        }
    }

    /** An embedding is of a model, or a dimension, that the gallery doesn't hold: it can't be compared or kept. */
    public static final class WrongModel extends GalleryException {
        private static final long serialVersionUID = 1;

        public WrongModel(GalleryName gallery, ModelId model) {
            super(
                    "The gallery %s holds no templates comparable with an embedding of model %s.%nMaybe compute the embedding with the gallery's model."
                            .formatted(gallery, model));
        }
    }

    /** The gallery is of a model, or moves to one, that this service hasn't loaded. */
    public static final class ModelNotServed extends GalleryException {
        private static final long serialVersionUID = 1;

        public ModelNotServed(GalleryName gallery, ModelId model) {
            super("The gallery %s needs embedder %s, which is not served.%nMaybe name it in facegate.models.also."
                    .formatted(gallery, model));
        }
    }

    /** Something of this name exists already. */
    public static final class AlreadyExists extends GalleryException {
        private static final long serialVersionUID = 1;

        public AlreadyExists(String what) {
            super(what + " exists already.");
        }
    }
}
