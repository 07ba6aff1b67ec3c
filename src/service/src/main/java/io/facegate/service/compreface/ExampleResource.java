package io.facegate.service.compreface;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.access.Scope;
import io.facegate.service.compreface.SubjectResource.Deleted;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.template.OwnedTemplate;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What is enrolled: an example is a template, and there is no picture of it any more. */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/faces")
@Produces(MediaType.APPLICATION_JSON)
public final class ExampleResource {
    private final CallersGallery callers;
    private final GalleryRepository galleries;
    private final Examples examples;
    private final ExampleAdding adding;
    private final ReceivedBodies bodies;

    ExampleResource(
            CallersGallery callers,
            GalleryRepository galleries,
            Examples examples,
            ExampleAdding adding,
            ReceivedBodies bodies) {
        this.callers = callers;
        this.galleries = galleries;
        this.examples = examples;
        this.adding = adding;
        this.bodies = bodies;
    }

    /** An example of somebody. */
    public record Example(@JsonProperty("image_id") String imageId, String subject) {
        static Example of(OwnedTemplate template) {
            return new Example(ImageId.of(template.id()), template.externalId().value());
        }
    }

    /** Some examples. */
    public record ExamplePage(
            List<Example> faces,
            @JsonProperty("page_number") int number,
            @JsonProperty("page_size") int size,
            @JsonProperty("total_pages") long pages,
            @JsonProperty("total_elements") long elements) {
        static ExamplePage of(List<OwnedTemplate> templates, int number, int size, long all) {
            return new ExamplePage(
                    templates.stream().map(Example::of).toList(), number, size, (all + size - 1) / size, all);
        }
    }

    /** Whoever isn't known yet, is from now on. */
    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    public Uni<RestResponse<Example>> add(@Context RoutingContext request) {
        SubjectName subject = RawQuery.of(request)
                .text("subject")
                .map(SubjectName::ofNew)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.PARAMETER_INVALID, "subject", "The parameter subject is missing"));
        return adding.add(callers.of(request), subject, bodies.only(request))
                .map(example -> RestResponse.status(Status.CREATED, example));
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    public Uni<ExamplePage> list(@Context RoutingContext request) {
        RawQuery query = RawQuery.of(request);
        int page = query.whole("page", 0, 0);
        int size = Math.min(Examples.MOST, query.whole("size", 1, Examples.SOME));
        return galleries
                .get(callers.of(request))
                .chain(gallery -> examples.list(gallery, query.text("subject").map(SubjectName::of), page, size));
    }

    @DELETE
    @RolesAllowed(Scope.Code.ENROL)
    public Uni<Deleted> deleteAll(@Context RoutingContext request) {
        RawQuery query = RawQuery.of(request);
        return galleries
                .get(callers.of(request))
                .chain(gallery ->
                        examples.deleteAll(gallery, query.text("subject").map(SubjectName::of)))
                .map(Deleted::new);
    }

    @DELETE
    @Path("{image_id}")
    @RolesAllowed(Scope.Code.ENROL)
    public Uni<Example> delete(@RestPath("image_id") String image, @Context RoutingContext request) {
        return galleries
                .get(callers.of(request))
                .chain(gallery -> examples.delete(gallery, image))
                .map(deleted -> deleted.orElseThrow(() ->
                        new ProblemException(ProblemType.TEMPLATE_NOT_FOUND, "There is no example of this image_id")));
    }

    /** Those that aren't there are left out of the answer. */
    @POST
    @Path("delete")
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<List<Example>> deleteSeveral(@Context RoutingContext request) {
        Uni<List<String>> images = bodies.texts(request);
        return galleries
                .get(callers.of(request))
                .chain(gallery -> images.chain(wanted -> examples.delete(gallery, wanted)));
    }

    /** There is none, which is what CompreFace answers where it keeps no pictures. */
    @GET
    @Path("{image_id}/img")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed(Scope.Code.READ)
    public RestResponse<byte[]> picture(@RestPath("image_id") String image) {
        return RestResponse.ok(new byte[0]);
    }
}
