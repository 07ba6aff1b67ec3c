package io.facegate.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Sends pictures, so many at a time and each from its file, so that none is ever held in memory. Each picture is a
 * request of its own: computing it takes ten times as long as sending it, requests with several pictures would be worked
 * on by one processor each, and whatever is repeated after a failure is one picture.
 */
final class BulkEnrolment {
    /** Twice what the service takes by default; sending more would be in vain. */
    private static final long LARGEST_PICTURE = 20L << 20;

    private static final Set<Integer> PICTURES_FAULT = Set.of(400, 413, 415, 422);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceConnection service;
    private final GalleryName gallery;
    private final String options;
    private final EnrolmentReport report;
    private final ProgressBar progress;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Set<ExternalId> known = new HashSet<>();
    private final AtomicLong undecided = new AtomicLong();

    /**
     * @param options of each request, as a query
     */
    BulkEnrolment(
            ServiceConnection service,
            GalleryName gallery,
            String options,
            EnrolmentReport report,
            ProgressBar progress) {
        this.service = service;
        this.gallery = gallery;
        this.options = options;
        this.report = report;
        this.progress = progress;
    }

    /**
     * @return how many could not be decided, because the service failed at them
     * @throws ClientException if it ended before all pictures were sent
     */
    long run(Iterator<Picture> pictures, int atOnce) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Thread worker = new Thread(() -> work(pictures), "enrol-" + i);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return undecided.get();
    }

    private void work(Iterator<Picture> pictures) {
        try {
            Optional<Picture> next = next(pictures);
            while (next.isPresent() && failure.get() == null) {
                decide(next.get());
                progress.step();
                next = next(pictures);
            }
        } catch (RuntimeException e) { // the outermost boundary of a worker: the command reports it
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new ClientException("It was interrupted.", e));
        }
    }

    private static Optional<Picture> next(Iterator<Picture> pictures) {
        synchronized (pictures) {
            return pictures.hasNext() ? Optional.of(pictures.next()) : Optional.empty();
        }
    }

    private void decide(Picture picture) throws InterruptedException {
        PictureVersion version = picture.content().version();
        if (report.decided(picture, version)) {
            return;
        }
        Optional<PictureOutcome> outcome = enrol(picture, version);
        outcome.ifPresentOrElse(report::add, undecided::incrementAndGet);
    }

    private Optional<PictureOutcome> enrol(Picture picture, PictureVersion version) throws InterruptedException {
        Optional<ExternalId> id = picture.identity();
        if (id.isEmpty()) {
            return Optional.of(PictureOutcome.rejected(picture, version, "external_id_invalid"));
        }
        if (!version.readable()) {
            return Optional.of(PictureOutcome.rejected(picture, version, "file_unreadable"));
        }
        if (version.bytes() > LARGEST_PICTURE) {
            return Optional.of(PictureOutcome.rejected(picture, version, "image_too_large"));
        }
        try {
            Optional<Answer> refused = requireIdentity(picture, id.get());
            Answer answer = refused.isPresent() ? refused.get() : send(picture, id.get());
            return outcome(picture, version, answer);
        } catch (MissingPictureException e) {
            return Optional.of(PictureOutcome.rejected(picture, version, e.reason()));
        }
    }

    private Answer send(Picture picture, ExternalId id) throws MissingPictureException, InterruptedException {
        return service.postPicture(
                "%s/templates?%s".formatted(ServiceConnection.identity(gallery, id), options),
                picture.content().type(),
                picture.content().body());
    }

    /**
     * Once for each identity, and before its first picture: one that is sent for nobody is sent in vain, and what the service
     * answers before it has read it costs the connection.
     *
     * @return why it isn't there and can't be created; empty if it is there
     */
    private Optional<Answer> requireIdentity(Picture picture, ExternalId id) throws InterruptedException {
        synchronized (known) {
            if (known.contains(id)) {
                return Optional.empty();
            }
            Answer shown = service.get(ServiceConnection.identity(gallery, id));
            Answer answer = shown.code().equals("identity_not_found") ? createIdentity(picture, id) : shown;
            if (!answer.ok() && !answer.code().equals("already_exists")) {
                return Optional.of(answer);
            }
            known.add(id);
            return Optional.empty();
        }
    }

    private Answer createIdentity(Picture picture, ExternalId id) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("external_id", id.value());
        if (picture.displayName() != null) {
            body.put("display_name", picture.displayName());
        }
        return service.postJson(ServiceConnection.gallery(gallery) + "/identities", body.toString());
    }

    private static Optional<PictureOutcome> outcome(Picture picture, PictureVersion version, Answer answer) {
        if (answer.ok()) {
            JsonNode result = answer.body().at("/results/0");
            List<String> reasons = new ArrayList<>();
            result.path("reasons").forEach(reason -> reasons.add(reason.asText()));
            JsonNode template = result.path("template_id");
            return Optional.of(PictureOutcome.of(
                    picture,
                    version,
                    result.path("outcome").asText(),
                    reasons,
                    template.isNumber() ? template.longValue() : null));
        }
        if (PICTURES_FAULT.contains(answer.status())) {
            return Optional.of(PictureOutcome.rejected(picture, version, answer.code()));
        }
        if (answer.status() >= 500) {
            return Optional.empty();
        }
        throw answer.refusal("A picture could not be enrolled");
    }
}
