package io.facegate.service.web.upload;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/**
 * Describes once the bodies that bring a picture, by itself or in a form. An endpoint that takes one has
 * {@code @Consumes(PictureBodies.ACCEPTED)} and {@code @RequestBody(ref = PictureBodies.ONE)}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PictureBodies implements OASFilter {
    /** What the Content-Type may be: any picture, as programs declare theirs in many ways; the content decides what it is. */
    public static final String ACCEPTED =
            MediaType.MULTIPART_FORM_DATA + ", " + Upload.ANY_PICTURE + ", " + MediaType.APPLICATION_OCTET_STREAM;

    /** One picture: {@link PictureForm}. */
    public static final String ONE = "Picture";

    /** Pictures of one person, in a form {@code PicturesForm}, or their embeddings, as the same path takes both. */
    public static final String SEVERAL = "Pictures";

    private static final List<String> BARE =
            List.of(Upload.JPEG, Upload.PNG, Upload.WEBP, Upload.BMP, MediaType.APPLICATION_OCTET_STREAM);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        RequestBody several = body("PicturesForm");
        several.getContent().addMediaType(MediaType.APPLICATION_JSON, ofSchema("EmbeddingsToEnrol"));
        document.getComponents().addRequestBody(ONE, body("PictureForm")).addRequestBody(SEVERAL, several);
    }

    private static RequestBody body(String form) {
        Content content = OASFactory.createContent().addMediaType(MediaType.MULTIPART_FORM_DATA, ofSchema(form));
        BARE.forEach(type -> content.addMediaType(type, OASFactory.createMediaType()));
        return OASFactory.createRequestBody().required(true).content(content);
    }

    private static org.eclipse.microprofile.openapi.models.media.MediaType ofSchema(String name) {
        return OASFactory.createMediaType().schema(OASFactory.createSchema().ref(name));
    }
}
