package io.facegate.service.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.database.Transactions;
import io.facegate.service.job.Deletions;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.service.template.Candidate;
import io.facegate.service.template.Enrolment;
import io.facegate.service.template.NewTemplate;
import io.facegate.service.template.TemplateId;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.template.TemplateSummary;
import io.facegate.testing.NeedsModels;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities and the store together, in the application as it runs: migrated by the owner, used by the application role. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class GalleryPersistenceIT {
    private static final ModelId MODEL = new ModelId("persistence-3");

    @Inject
    GalleryRepository galleries;

    @Inject
    IdentityRepository identities;

    @Inject
    Deletions deletions;

    @Inject
    TemplateStore store;

    @Inject
    Transactions transactions;

    private Gallery gallery;

    @BeforeEach
    void createGallery() {
        gallery = await(galleries.create(new GalleryName("g" + UUID.randomUUID()), MODEL, 3));
    }

    @Test
    void aGalleryIsFoundByItsNameOnce() {
        Gallery found = await(galleries.get(gallery.name()));

        assertThat(found.id()).isEqualTo(gallery.id());
        assertThat(found.model()).isEqualTo(MODEL);
        assertThat(found.createdAt()).isNotNull();
        assertThatThrownBy(() -> await(galleries.create(gallery.name(), MODEL, 3)))
                .isInstanceOf(GalleryException.AlreadyExists.class);
    }

    @Test
    void anIdentityKeepsWhatItWasToldAndWhatWasChanged() {
        await(identities.create(
                gallery, ExternalId.of("anna"), "Anna", JsonObject.of("desk", 4, "tags", List.of("a", "b"))));

        await(identities.update(gallery, ExternalId.of("anna"), anna -> {
            anna.rename(null);
            anna.describe(JsonObject.of("desk", 5));
            anna.activate(false);
        }));

        Identity anna = await(identities.get(gallery, ExternalId.of("anna")));
        assertThat(anna.displayName()).isNull();
        assertThat(anna.metadata()).isEqualTo(JsonObject.of("desk", 5));
        assertThat(anna.active()).isFalse();
        assertThat(anna.updatedAt()).isAfterOrEqualTo(anna.createdAt());
        assertThatThrownBy(() -> await(identities.create(gallery, ExternalId.of("anna"), null, new JsonObject())))
                .isInstanceOf(GalleryException.AlreadyExists.class);
    }

    @ParameterizedTest
    @CsvSource({
        "e-47, e-4711",
        "E-4711, e-4711",
        "example, e-4711",
        "ANNA, e-4711",
        "100%, 100%",
        "_, ''",
        "4711, ''",
        "nobody, ''"
    })
    void peopleAreFoundByTheBeginningOfTheirIdOrAnyPartOfTheirName(String search, String found) {
        await(identities.create(gallery, ExternalId.of("e-4711"), "Anna Example", new JsonObject()));
        await(identities.create(gallery, ExternalId.of("100%"), null, new JsonObject()));
        await(identities.create(gallery, ExternalId.of("other"), "Somebody", new JsonObject()));

        assertThat(await(identities.list(gallery, new IdentitySearch(search), Cursor.START, 10))
                        .items())
                .extracting(Identity::externalId)
                .isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    }

    @Test
    void pagesShowEverybodyOnceThoughPeopleComeAndGo() {
        for (int i = 0; i < 10; i++) {
            await(identities.create(gallery, ExternalId.of("p" + i), null, new JsonObject()));
        }
        List<String> seen = new ArrayList<>();

        Page<Identity> page = await(identities.list(gallery, null, Cursor.START, 4));
        page.items().forEach(identity -> seen.add(identity.externalId()));
        await(identities.delete(gallery, ExternalId.of("p1")));
        await(identities.create(gallery, ExternalId.of("late"), null, new JsonObject()));
        while (page.next() != null) {
            page = await(identities.list(gallery, null, Cursor.parse(page.next().text()), 4));
            page.items().forEach(identity -> seen.add(identity.externalId()));
        }

        assertThat(seen).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "late");
    }

    @Test
    void aTemplateIsReadBackAsItWasEnrolled() {
        Identity anna = await(identities.create(gallery, ExternalId.of("anna"), null, new JsonObject()));
        Embedding embedding = Embedding.of(MODEL, new float[] {0.1f, -0.2f, 3e-5f});
        ContentHash content = ContentHash.ofPicture(new byte[] {1, 2, 3});

        Enrolment enrolment =
                add(new NewTemplate(gallery.name(), anna.id(), embedding, 0.75f, TemplateSource.PICTURE, content));

        Page<TemplateSummary> page = await(store.list(gallery, anna.id(), Cursor.START, 10));
        assertThat(page.items()).hasSize(1);
        TemplateSummary template = page.items().get(0);
        assertThat(template.id()).isEqualTo(enrolment.template());
        assertThat(template.model()).isEqualTo(MODEL);
        assertThat(template.quality()).isEqualTo(0.75f);
        assertThat(template.source()).isEqualTo(TemplateSource.PICTURE);
        assertThat(template.createdAt()).isAfterOrEqualTo(gallery.createdAt());
        assertThat(await(store.find(gallery.name(), anna.id(), MODEL, content))).contains(template.id());
        assertThat(search(embedding).get(0).comparison().score().value()).isCloseTo(1, within(1e-6f));
    }

    @Test
    void aTemplateIsDeletedByWhoeverNamesItsIdentity() {
        Identity anna = await(identities.create(gallery, ExternalId.of("anna"), null, new JsonObject()));
        Identity bert = await(identities.create(gallery, ExternalId.of("bert"), null, new JsonObject()));
        Embedding embedding = Embedding.of(MODEL, new float[] {1, 2, 2});
        TemplateId template = add(new NewTemplate(
                        gallery.name(),
                        anna.id(),
                        embedding,
                        null,
                        TemplateSource.EMBEDDING,
                        ContentHash.ofEmbedding(embedding)))
                .template();

        Gallery another = await(galleries.create(new GalleryName("g" + UUID.randomUUID()), MODEL, 3));

        assertThat(remove(another, anna, template)).isFalse();
        assertThat(remove(gallery, bert, template)).isFalse();
        assertThat(remove(gallery, anna, template)).isTrue();
        assertThat(remove(gallery, anna, template)).isFalse();
    }

    @Test
    void aChangeOfActiveReachesTheSearchAndADeletedIdentityIsGone() {
        Identity anna = await(identities.create(gallery, ExternalId.of("anna"), "Anna", new JsonObject()));
        Embedding embedding = Embedding.of(MODEL, new float[] {1, 0, 0});
        add(new NewTemplate(
                gallery.name(),
                anna.id(),
                embedding,
                null,
                TemplateSource.EMBEDDING,
                ContentHash.ofEmbedding(embedding)));
        assertThat(search(embedding)).extracting(Candidate::displayName).containsExactly("Anna");

        await(identities.update(gallery, ExternalId.of("anna"), identity -> identity.activate(false)));
        assertThat(search(embedding)).isEmpty();

        await(identities.update(gallery, ExternalId.of("anna"), identity -> identity.activate(true)));
        assertThat(search(embedding)).hasSize(1);

        await(identities.delete(gallery, ExternalId.of("anna")));
        assertThat(search(embedding)).isEmpty();
        assertThat(await(store.list(gallery, anna.id(), Cursor.START, 10)).items())
                .isEmpty();
        assertThatThrownBy(() -> await(identities.delete(gallery, ExternalId.of("anna"))))
                .isInstanceOf(GalleryException.IdentityNotFound.class);
    }

    @Test
    void aDeletedGalleryTakesEverybodyWithIt() {
        await(identities.create(gallery, ExternalId.of("anna"), null, new JsonObject()));

        long job = await(galleries.beginDeletion(gallery.name()));

        assertThatThrownBy(() -> await(galleries.get(gallery.name())))
                .isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThat(await(deletions.carryOut(job))).isTrue();
        assertThat(await(identities.list(gallery, null, Cursor.START, 10)).items())
                .isEmpty();
    }

    private List<Candidate> search(Embedding probe) {
        return await(store.nearest(gallery.name(), probe, 5, new Score(0)));
    }

    private Enrolment add(NewTemplate template) {
        return await(transactions.run(work -> store.add(work, List.of(template))))
                .get(0);
    }

    private boolean remove(Gallery from, Identity identity, TemplateId template) {
        return await(transactions.run(work -> store.remove(work, from, identity.id(), template)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
