package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** In a path: a name that no gallery can have is one that none has. */
@Provider
public final class GalleryNameParameter extends TypedParameter<GalleryName> {
    public GalleryNameParameter() {
        super(
                GalleryName.class,
                GalleryName::new,
                () -> new ProblemException(ProblemType.GALLERY_NOT_FOUND, "No gallery can have such a name."));
    }
}
