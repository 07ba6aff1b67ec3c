package io.facegate.service.job;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Describes once what {@link JobAnswers} answer. An endpoint that answers a deletion has
 * {@code @APIResponse(responseCode = "204", ref = JobDocument.DELETED)} and
 * {@code @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class JobDocument implements OASFilter {
    public static final String DELETED = "Deleted";
    public static final String GOES_ON = "JobGoesOn";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents()
                .addResponse(DELETED, OASFactory.createAPIResponse().description("All of it is deleted"))
                .addResponse(
                        GOES_ON,
                        OASFactory.createAPIResponse()
                                .description(
                                        "It is begun, and goes on whether or not anybody asks; `Location` tells how far"
                                                + " it is")
                                .addHeader(
                                        "Location",
                                        OASFactory.createHeader()
                                                .description("Where to ask for the job")
                                                .schema(OASFactory.createSchema()
                                                        .addType(
                                                                org.eclipse.microprofile.openapi.models.media.Schema
                                                                        .SchemaType.STRING)))
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                MediaType.APPLICATION_JSON,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("Job")))));
    }
}
