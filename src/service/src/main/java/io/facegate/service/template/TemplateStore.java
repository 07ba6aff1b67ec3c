package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door to templates: whoever adds, finds, searches, shows, exports, imports or removes them does it here, and
 * nobody else sees the column that holds an embedding. What protects templates is a decorator of this type.
 *
 * <p>What writes is done in the caller's unit of work. Failures that a caller can cause are {@link GalleryException}s.
 */
public interface TemplateStore {
    /**
     * Adds templates, each once: content that the identity has already for this model is left as it is.
     *
     * @return what became of each, in their order
     */
    Uni<List<Enrolment>> add(UnitOfWork work, List<NewTemplate> templates);

    /**
     * As {@link #add}, unless another identity of the gallery, active or not, resembles the face. From here to the end of the
     * unit of work nobody else looks for a face of this gallery, whichever service does it, so that two don't miss each
     * other: whoever waits for that has a connection meanwhile.
     *
     * @param templates of one face; the first one is of the gallery's model
     * @param duplicate from this score on it is the same face
     */
    Uni<UniqueEnrolment> addUnlessDuplicate(UnitOfWork work, List<NewTemplate> templates, Score duplicate);

    /** The template that the identity has of this content for this model; empty if there is none. */
    Uni<Optional<TemplateId>> find(GalleryName gallery, IdentityId identity, ModelId model, ContentHash content);

    /** The templates of one identity, of every model, in the order in which they were enrolled. */
    Uni<Page<TemplateSummary>> list(Gallery gallery, IdentityId identity, Cursor from, int limit);

    /**
     * Some templates of a gallery's model, in the order in which they were enrolled.
     *
     * @param identity whose; null for everybody's
     * @param from so many are left out before
     */
    Uni<List<OwnedTemplate>> owned(Gallery gallery, @Nullable IdentityId identity, long from, int limit);

    /** How many templates of a gallery's model there are, active or not. */
    Uni<Long> count(Gallery gallery, @Nullable IdentityId identity);

    /** A template of the gallery's model; empty if the gallery has none of that number. */
    Uni<Optional<OwnedTemplate>> owner(Gallery gallery, TemplateId template);

    /**
     * The active identities who resemble the probe most, each by their best template, best score first. An empty list
     * means that nobody enrolled is similar enough; the nearest stranger is never an answer.
     *
     * @param limit at most so many, 1 to 1000
     * @param atLeast no candidate has a lower score
     */
    Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Score atLeast);

    /** {@link #nearest(GalleryName, Embedding, int, Score)} by a method other than the gallery's. */
    Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Score atLeast, SearchMethod method);

    /** The probe against the template with the best score of one active identity; empty if there is none. */
    Uni<Optional<Comparison>> compare(GalleryName gallery, ExternalId externalId, Embedding probe);

    /** How many active templates a search compares a probe with; above 10,000 it may be some minutes old. */
    Uni<Long> comparisons(GalleryName gallery);

    /** @return whether the identity had this template */
    Uni<Boolean> remove(UnitOfWork work, Gallery gallery, IdentityId identity, TemplateId template);

    /**
     * Removes an identity's template, with those of the same content by other models.
     *
     * @param template null for all that the identity has
     * @return what was removed, and is of one identity
     */
    Uni<List<OwnedTemplate>> removeContent(
            UnitOfWork work, Gallery gallery, IdentityId identity, @Nullable TemplateId template);

    /**
     * Gives one identity all that another one has; what it has already is left out. The other one keeps its own.
     *
     * @return what was added
     */
    Uni<List<TemplateId>> handOver(UnitOfWork work, Gallery gallery, IdentityId from, IdentityId to);

    /**
     * Reads some people with their templates of a model, bit for bit.
     *
     * @param gallery its id: there may be another of its name soon
     */
    Uni<ExportPage> export(long gallery, ModelId model, ExportPage.Position after);

    /**
     * Adds templates as they were exported, bit for bit, each once, to people who are there already.
     *
     * @param templates at least one
     */
    Uni<ImportedTemplates> importAll(UnitOfWork work, long gallery, ModelId model, List<ImportedTemplate> templates);

    /**
     * Chooses by the gallery's size how it is searched from now on. Call it after bulk enrolment, and now and then:
     * results are right without it, only slower.
     */
    Uni<SearchMethod> chooseSearchMethod(UnitOfWork work, GalleryName gallery);
}
