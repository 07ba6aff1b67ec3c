package io.facegate.service.start;

import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Reads once as requests read, before there are any: a first read loads and links classes for seconds where processors are
 * busy, on an event loop, on which others would wait.
 */
@Singleton
final class FirstRead {
    private static final Logger LOG = Logger.getLogger(FirstRead.class);
    private static final int AFTER_LOGIN = Interceptor.Priority.PLATFORM_BEFORE + 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whether there is one doesn't matter. */
    private static final GalleryName ANY = new GalleryName("first-read");

    void read(@Observes @Priority(AFTER_LOGIN) StartupEvent event, GalleryRepository galleries) {
        try {
            galleries.get(ANY).await().atMost(PATIENCE);
        } catch (GalleryException.GalleryNotFound e) {
            LOG.debug("Read for the first time");
        } catch (RuntimeException e) { // that the database can't be used was told before, or its schema is older
            LOG.debugf("Not read: %s", e.getClass().getSimpleName());
        }
    }
}
