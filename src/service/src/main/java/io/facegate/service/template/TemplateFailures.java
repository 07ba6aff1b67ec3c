package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.SqlState;
import io.facegate.service.gallery.GalleryException;
import io.facegate.vision.model.ModelId;
import java.util.Objects;

/** What a caller can have caused, told from what the database says. */
final class TemplateFailures {
    private static final String UNKNOWN_GALLERY = "FG001";
    private static final String OTHER_MODEL = "FG002";
    private static final String OTHER_DIMENSION = "FG003";
    private static final String UNKNOWN_IDENTITY = "FG004";
    /** Foreign key violation: between a template's trigger and its constraints the gallery's model was dropped. */
    private static final String MODEL_DROPPED = "23503";

    private TemplateFailures() {}

    /**
     * @param model of the embedding that was added, or searched with
     */
    static Throwable translate(Throwable failure, GalleryName gallery, ModelId model) {
        return switch (Objects.requireNonNullElse(SqlState.of(failure), "")) {
            case UNKNOWN_GALLERY -> new GalleryException.GalleryNotFound(gallery);
            case OTHER_MODEL, OTHER_DIMENSION, MODEL_DROPPED -> new GalleryException.WrongModel(gallery, model);
            case UNKNOWN_IDENTITY -> new GalleryException.IdentityNotFound(gallery);
            default -> failure;
        };
    }
}
