package io.facegate.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;

/** A gallery of the service, there or to be created. */
record RemoteGallery(ServiceConnection service, GalleryName name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean exists() throws InterruptedException {
        Answer answer = service.get(ServiceConnection.gallery(name));
        if (!answer.ok() && !answer.code().equals("gallery_not_found")) {
            throw answer.refusal("The gallery %s can't be used".formatted(name));
        }
        return answer.ok();
    }

    void create() throws InterruptedException {
        Answer created = service.postJson("v1/galleries", "{\"name\": \"%s\"}".formatted(name));
        if (!created.ok() && !created.code().equals("already_exists")) {
            throw created.refusal("The gallery %s can't be created".formatted(name));
        }
    }

    /** Somebody of whom nothing is enrolled yet; false if they are there already. */
    boolean add(ExternalId id) throws InterruptedException {
        Answer created = service.postJson(
                ServiceConnection.gallery(name) + "/identities",
                JSON.createObjectNode().put("external_id", id.value()).toString());
        if (!created.ok() && !created.code().equals("already_exists")) {
            throw created.refusal("A subject can't be added");
        }
        return created.ok();
    }
}
