package io.facegate.client;

import io.facegate.gallery.GalleryName;

/** A gallery of the service, there or to be created. */
record RemoteGallery(ServiceConnection service, GalleryName name) {
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
}
