package io.facegate.service.compreface;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.Identity;
import io.facegate.service.gallery.IdentityEvent;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.template.TemplateEvent;
import io.facegate.service.template.TemplateId;
import io.facegate.service.template.TemplateStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The people of a gallery as subjects: found in small letters or capitals, and united where two get one name. */
@Singleton
final class Subjects {
    private static final String EXACT =
            "SELECT identity_id, external_id FROM identities WHERE gallery_id = $1 AND external_id = $2";
    private static final String OTHER_CASE = """
            SELECT identity_id, external_id FROM identities WHERE gallery_id = $1 AND lower(external_id) = lower($2)
            ORDER BY identity_id LIMIT 1""";
    private static final String NAMES = "SELECT external_id FROM identities WHERE gallery_id = $1 ORDER BY external_id";
    /** Nobody adds a template to an identity that is locked so: what follows sees whether there is one. */
    private static final String LOCK =
            "SELECT identity_id FROM identities WHERE gallery_id = $1 AND identity_id = $2 FOR UPDATE";

    private static final String DELETE =
            "DELETE FROM identities WHERE gallery_id = $1 AND identity_id = $2 RETURNING identity_id";
    private static final String DELETE_UNLESS_ENROLLED = """
            DELETE FROM identities WHERE gallery_id = $1 AND identity_id = $2
                AND enrolment_state(gallery_id, identity_id) = 'not_enrolled' RETURNING identity_id""";

    private final IdentityRepository identities;
    private final TemplateStore templates;
    private final Transactions transactions;
    private final Events events;

    Subjects(IdentityRepository identities, TemplateStore templates, Transactions transactions, Events events) {
        this.identities = identities;
        this.templates = templates;
        this.transactions = transactions;
        this.events = events;
    }

    /** Somebody who is known. */
    record Known(IdentityId id, ExternalId externalId) {}

    Uni<Optional<Known>> find(Gallery gallery, SubjectName name) {
        Tuple asked = Tuple.of(gallery.id(), name.value().value());
        return transactions
                .read(statements -> statements
                        .execute(EXACT, asked)
                        .chain(rows ->
                                rows.size() > 0 ? Uni.createFrom().item(rows) : statements.execute(OTHER_CASE, asked)))
                .map(rows -> {
                    List<Known> found = new ArrayList<>(1);
                    rows.forEach(row -> found.add(new Known(
                            new IdentityId(row.getLong("identity_id")), new ExternalId(row.getString("external_id")))));
                    return found.stream().findFirst();
                });
    }

    /** Fails with {@link GalleryException.IdentityNotFound} if there is nobody of that name. */
    Uni<Known> get(Gallery gallery, SubjectName name) {
        return find(gallery, name)
                .map(found -> found.orElseThrow(() -> new GalleryException.IdentityNotFound(gallery.name())));
    }

    Uni<List<String>> names(Gallery gallery) {
        return transactions
                .read(statements -> statements.execute(NAMES, Tuple.of(gallery.id())))
                .map(rows -> {
                    List<String> names = new ArrayList<>(rows.size());
                    rows.forEach(row -> names.add(row.getString(0)));
                    return names;
                });
    }

    /** Fails with {@link GalleryException.AlreadyExists} if there is somebody of that name. */
    Uni<Known> create(Gallery gallery, SubjectName name) {
        return find(gallery, name).chain(found -> {
            if (found.isPresent()) {
                throw new GalleryException.AlreadyExists("A subject of this name");
            }
            return identities
                    .create(gallery, name.value(), null, new JsonObject())
                    .map(Subjects::known);
        });
    }

    private static Known known(Identity identity) {
        return new Known(identity.id(), new ExternalId(identity.externalId()));
    }

    /** Whoever has that name already gets all that the other one has, who is no more. */
    Uni<Void> rename(Gallery gallery, Known known, SubjectName name) {
        return find(gallery, name).chain(found -> found.filter(
                        other -> !other.id().equals(known.id()))
                .map(other -> unite(gallery, known, other))
                .orElseGet(() -> identities
                        .update(gallery, known.externalId(), identity -> identity.changeExternalId(name.value()))
                        .replaceWithVoid()));
    }

    private Uni<Void> unite(Gallery gallery, Known from, Known to) {
        return transactions.run(
                work -> work.execute(LOCK, Tuple.of(gallery.id(), from.id().value()))
                        .chain(() -> templates.handOver(work, gallery, from.id(), to.id()))
                        .chain(added -> added.isEmpty() ? Uni.createFrom().voidItem() : tell(work, gallery, to, added))
                        .chain(() -> delete(work, gallery, from, DELETE)));
    }

    private Uni<Void> tell(UnitOfWork work, Gallery gallery, Known to, List<TemplateId> added) {
        return events.publish(
                work, new TemplateEvent.Added(gallery.name(), to.id(), to.externalId(), added, TemplateSource.IMPORT));
    }

    /** Somebody who was to be known by a picture that was of no use, unless another picture was. */
    Uni<Void> forgetUnlessEnrolled(Gallery gallery, Known known) {
        return transactions.run(
                work -> work.execute(LOCK, Tuple.of(gallery.id(), known.id().value()))
                        .chain(() -> delete(work, gallery, known, DELETE_UNLESS_ENROLLED)));
    }

    private Uni<Void> delete(UnitOfWork work, Gallery gallery, Known known, String statement) {
        return work.execute(statement, Tuple.of(gallery.id(), known.id().value()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : events.publish(
                                work, new IdentityEvent.Deleted(gallery.name(), known.id(), known.externalId())));
    }
}
