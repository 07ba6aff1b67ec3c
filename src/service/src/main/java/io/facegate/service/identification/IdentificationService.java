package io.facegate.service.identification;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Threshold;
import io.facegate.service.event.Events;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.face.ProbeFace;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityCheck;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.SearchThresholds;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for whoever is in a picture among the people of a gallery (1:N). */
@Singleton
public final class IdentificationService {
    private final ServedGalleries galleries;
    private final SearchThresholds thresholds;
    private final FaceReader faces;
    private final TemplateStore store;
    private final QualityRules quality;
    private final Transactions transactions;
    private final Events events;

    IdentificationService(
            ServedGalleries galleries,
            SearchThresholds thresholds,
            FaceReader faces,
            TemplateStore store,
            QualityRules quality,
            Transactions transactions,
            Events events) {
        this.galleries = galleries;
        this.thresholds = thresholds;
        this.faces = faces;
        this.store = store;
        this.quality = quality;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param picture encoded; it is not asked for before the gallery is found
     * @param limit at most so many candidates for a face
     * @param rate null for the gallery's, or else the operator's
     * @return fails with {@link GalleryException} if the gallery can't be found
     */
    public Uni<IdentificationOutcome> identify(
            GalleryName gallery,
            Uni<byte[]> picture,
            FaceChoice choice,
            CandidateLimit limit,
            @Nullable FalseMatchRate rate) {
        return identify(gallery, picture, choice, limit, rate, Strangers.UNKNOWN);
    }

    /** As the other one, with what is told of strangers. */
    public Uni<IdentificationOutcome> identify(
            GalleryName gallery,
            Uni<byte[]> picture,
            FaceChoice choice,
            CandidateLimit limit,
            @Nullable FalseMatchRate rate,
            Strangers strangers) {
        return ServedGalleries.acrossMoves(() -> galleries.gallery(gallery).chain(found -> thresholds
                .of(found, rate)
                .chain(threshold -> picture.chain(bytes -> read(bytes, choice, found))
                        .chain(reading -> reading.then(
                                probe -> search(found, probe, limit, threshold, strangers),
                                IdentificationOutcome.Refused::new)))));
    }

    /** One face that isn't good enough is refused; one of several is nobody, and the others are still looked for. */
    private Uni<FaceReading> read(byte[] picture, FaceChoice choice, Gallery gallery) {
        return choice == FaceChoice.ALL
                ? faces.read(picture, choice, List.of(gallery.model()))
                : faces.readProbe(picture, choice, List.of(gallery.model()), check(gallery));
    }

    private QualityCheck check(Gallery gallery) {
        return quality.check(Purpose.IDENTIFICATION, gallery.gates());
    }

    private Uni<IdentificationOutcome> search(
            Gallery gallery, FaceReading.Read probe, CandidateLimit limit, Threshold threshold, Strangers strangers) {
        Score least = new Score(threshold.score());
        return Multi.createFrom()
                .iterable(probe.picture().faces())
                .onItem()
                .transformToUniAndConcatenate(
                        face -> search(gallery, face, ProbeFace.of(face, probe.picture()), limit, least, strangers))
                .collect()
                .asList()
                .map(searched -> new IdentificationOutcome.Searched(searched, threshold, gallery.model()))
                .chain(search -> searched(gallery, search));
    }

    private Uni<SearchedFace> search(
            Gallery gallery,
            EmbeddedFace face,
            ProbeFace shown,
            CandidateLimit limit,
            Score threshold,
            Strangers strangers) {
        List<QualityDefect> defects = check(gallery).defects(face.quality());
        if (!defects.isEmpty() && strangers == Strangers.UNKNOWN) {
            return Uni.createFrom().item(new SearchedFace.NotJudged(shown, defects, List.of()));
        }
        return store.nearest(gallery.name(), face.embedding(), limit.value(), strangers.least(threshold))
                .map(found -> defects.isEmpty()
                        ? SearchedFace.of(shown, found, threshold)
                        : new SearchedFace.NotJudged(shown, defects, found));
    }

    private Uni<IdentificationOutcome> searched(Gallery gallery, IdentificationOutcome.Searched search) {
        return transactions.run(work -> Multi.createFrom()
                .iterable(search.faces())
                .onItem()
                .transformToUniAndConcatenate(
                        face -> events.publish(work, FaceSearched.of(gallery.name(), face, search)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(search));
    }
}
