package io.facegate.service.compreface;

import io.facegate.service.config.ImagesConfig;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.service.web.upload.UploadLimits;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What programs ask before they have a key. */
@OwnQuery
@Path(CompreFacePaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private final ImagesConfig images;
    private final UploadLimits uploads;

    StatusResource(ImagesConfig images, UploadLimits uploads) {
        this.images = images;
        this.uploads = uploads;
    }

    /** In bytes. */
    public record Limits(long maxFileSize, long maxBodySize) {}

    /** There is no demo, nothing that could be inconsistent, and no picture is kept. */
    public record Consistence(
            boolean demoFaceCollectionIsInconsistent, boolean dbIsInconsistent, boolean saveImagesToDB) {}

    @GET
    @Path("config")
    @PermitAll
    public Limits config() {
        return new Limits(images.maximumBytes().asLongValue(), uploads.maximumUpload());
    }

    @GET
    @Path("consistence/status")
    @PermitAll
    public Consistence consistence() {
        return new Consistence(false, false, false);
    }
}
