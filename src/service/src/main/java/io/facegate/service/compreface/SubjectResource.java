package io.facegate.service.compreface;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.job.Deletions;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.service.web.upload.Bodies;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The people of the gallery that the key stands for. */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/subjects")
@Produces(MediaType.APPLICATION_JSON)
public final class SubjectResource {
    private final CallersGallery callers;
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final Subjects subjects;
    private final Deletions deletions;
    private final Bodies bodies;

    SubjectResource(
            CallersGallery callers,
            GalleryRepository galleries,
            IdentityRepository identities,
            Subjects subjects,
            Deletions deletions,
            Bodies bodies) {
        this.callers = callers;
        this.galleries = galleries;
        this.identities = identities;
        this.subjects = subjects;
        this.deletions = deletions;
        this.bodies = bodies;
    }

    /** Somebody. */
    public record Subject(String subject) {}

    /** Everybody. */
    public record SubjectList(List<String> subjects) {}

    /** Whether somebody is called otherwise now. */
    public record Renamed(boolean updated) {}

    /** How many are gone. */
    public record Deleted(long deleted) {}

    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Subject>> add(@Context RoutingContext request) {
        Uni<NewSubject> body = bodies.json(request, NewSubject.class);
        return galleries
                .get(callers.of(request))
                .chain(gallery -> body.chain(asked -> subjects.create(gallery, asked.name())))
                .map(known -> RestResponse.status(
                        Status.CREATED, new Subject(known.externalId().value())));
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    public Uni<SubjectList> list(@Context RoutingContext request) {
        return galleries.get(callers.of(request)).chain(subjects::names).map(SubjectList::new);
    }

    @PUT
    @Path("{subject}")
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Renamed> rename(@RestPath("subject") String subject, @Context RoutingContext request) {
        Uni<NewSubject> body = bodies.json(request, NewSubject.class);
        return galleries
                .get(callers.of(request))
                .chain(gallery -> subjects.get(gallery, SubjectName.of(subject))
                        .chain(known -> body.chain(asked -> subjects.rename(gallery, known, asked.name()))))
                .replaceWith(new Renamed(true));
    }

    @DELETE
    @Path("{subject}")
    @RolesAllowed(Scope.Code.ENROL)
    public Uni<Subject> delete(@RestPath("subject") String subject, @Context RoutingContext request) {
        return galleries
                .get(callers.of(request))
                .chain(gallery -> subjects.get(gallery, SubjectName.of(subject))
                        .call(known -> identities.delete(gallery, known.externalId())))
                .map(known -> new Subject(known.externalId().value()));
    }

    /** From now on there is nobody; what was kept of them is deleted in parts, whether or not anybody waits for it. */
    @DELETE
    @RolesAllowed(Scope.Code.ENROL)
    public Uni<Deleted> deleteAll(@Context RoutingContext request) {
        GalleryName name = callers.of(request);
        return galleries
                .get(name)
                .chain(subjects::names)
                .call(() -> galleries.beginEmptying(name).chain(deletions::carryOut))
                .map(names -> new Deleted(names.size()));
    }
}
