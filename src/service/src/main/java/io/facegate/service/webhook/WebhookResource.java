package io.facegate.service.webhook;

import io.facegate.service.access.Scope;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public final class WebhookResource {
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final Bodies bodies;

    WebhookResource(Webhooks webhooks, WebhookSecrets secrets, WebhookSender sender, Bodies bodies) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.sender = sender;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Create a webhook",
            description = "From now on it is told of events, each at least once, by POST as Standard Webhooks has it"
                    + " (webhook-id, webhook-timestamp, webhook-signature). Other services of a cluster know of it within"
                    + " seconds.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewWebhook.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new webhook, with the secret that is shown this once",
            content = @Content(schema = @Schema(implementation = Webhook.WithSecret.class)))
    public Uni<Webhook.WithSecret> createWebhook(@Context RoutingContext request) {
        KeptSecret secret = secrets.random();
        return bodies.json(request, NewWebhook.class)
                .call(asked -> permitted(asked.url()))
                .chain(asked -> webhooks.create(asked.url(), asked.types(), asked.gallery(), secret))
                .map(webhook ->
                        new Webhook.WithSecret(webhook, secrets.of(secret).text()));
    }

    /** What can't be reached now may be later. */
    private Uni<Void> permitted(WebhookAddress address) {
        return sender.permitted(address)
                .replaceWithVoid()
                .onFailure(DeliveryFailure.class)
                .recoverWithUni(failure -> WebhookSender.REFUSED.equals(failure.getMessage())
                        ? Uni.createFrom().failure(refused())
                        : Uni.createFrom().voidItem());
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.WEBHOOK_ADDRESS_REFUSED,
                "Nothing may be sent to that address: it is of the service's own network, or http is used.");
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(summary = "List webhooks", description = "Without their secrets.")
    public Uni<Webhook.All> listWebhooks() {
        return webhooks.list().map(Webhook.All::new);
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{webhook}")
    @Operation(summary = "Show a webhook, and how its deliveries go", description = "Without its secret.")
    public Uni<Webhook> getWebhook(@RestPath WebhookId webhook) {
        return webhooks.get(webhook);
    }

    @PATCH
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{webhook}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a webhook", description = "Fields that are absent stay as they are.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WebhookChange.class)))
    public Uni<Webhook> changeWebhook(@RestPath WebhookId webhook, @Context RoutingContext request) {
        return bodies.json(request, WebhookChange.class)
                .chain(asked -> webhooks.change(webhook, asked.types(), asked.active()));
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{webhook}/rotate")
    @Operation(
            summary = "Give a webhook another secret",
            description = "For a day deliveries are signed with both, so that the receiver can change over.")
    public Uni<Webhook.WithSecret> rotateWebhook(@RestPath WebhookId webhook) {
        KeptSecret secret = secrets.random();
        return webhooks.rotate(webhook, secret)
                .map(rotated ->
                        new Webhook.WithSecret(rotated, secrets.of(secret).text()));
    }

    @DELETE
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{webhook}")
    @Operation(summary = "Delete a webhook", description = "With what was still to be sent to it.")
    public Uni<Void> deleteWebhook(@RestPath WebhookId webhook) {
        return webhooks.delete(webhook).replaceWithVoid();
    }
}
