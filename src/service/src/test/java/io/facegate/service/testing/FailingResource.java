package io.facegate.service.testing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** An endpoint with a mistake in it. */
@Path("/test/failure")
public final class FailingResource {
    @GET
    @PermitAll
    @Operation(hidden = true)
    public Uni<String> fail() {
        return Uni.createFrom().failure(new IllegalStateException("of nobody's business"));
    }
}
