package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Keeps templates and searches them. Each call is one transaction of its own. Failures that a caller can cause are
 * {@link GalleryException}s.
 */
public interface TemplateStore {
    /** Adds a template once: content that the identity has already for this model is left as it is. */
    Uni<Enrolment> add(NewTemplate template);

    /**
     * As {@link #add(NewTemplate)}, all of them or none.
     *
     * @return what became of each, in their order
     */
    Uni<List<Enrolment>> add(List<NewTemplate> templates);

    /**
     * As {@link #add(List)}, unless another identity of the gallery, active or not, resembles the face. Looking and adding is
     * one after the other for each gallery, whichever service does it, so that two don't miss each other.
     *
     * @param templates of one face; the first one is of the gallery's model
     * @param duplicate from this similarity on it is the same face
     */
    Uni<UniqueEnrolment> addUnlessDuplicate(List<NewTemplate> templates, Similarity duplicate);

    /** The template that the identity has of this content for this model; empty if there is none. */
    Uni<Optional<TemplateId>> find(GalleryName gallery, IdentityId identity, ModelId model, ContentHash content);

    /**
     * The active identities who resemble the probe most, each by their best template, most similar first. An empty list
     * means that nobody enrolled is similar enough; the nearest stranger is never an answer.
     *
     * @param limit at most so many, 1 to 1000
     * @param atLeast no candidate is less similar than this
     */
    Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Similarity atLeast);

    /** {@link #nearest(GalleryName, Embedding, int, Similarity)} by a method other than the gallery's. */
    Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Similarity atLeast, SearchMethod method);

    /** Similarity of the probe to the best template of one active identity; empty if there is none. */
    Uni<Optional<Similarity>> similarity(GalleryName gallery, ExternalId externalId, Embedding probe);

    /** How many active templates a search compares a probe with; above 10,000 it may be some minutes old. */
    Uni<Long> comparisons(GalleryName gallery);

    /** @return whether the gallery had this template */
    Uni<Boolean> remove(GalleryName gallery, TemplateId template);

    /**
     * Chooses by the gallery's size how it is searched from now on. Call it after bulk enrolment, and now and then:
     * results are right without it, only slower.
     */
    Uni<SearchMethod> chooseSearchMethod(GalleryName gallery);
}
