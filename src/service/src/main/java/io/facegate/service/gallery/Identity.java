package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;

/** A person enrolled in a gallery. */
@Entity
@Table(name = "identities")
@DynamicUpdate
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class Identity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "identity_id")
    private Long id;

    @Column(name = "gallery_id", nullable = false, updatable = false)
    private Long galleryId;

    @Column(name = "external_id", nullable = false)
    private String externalId;

    @Column(name = "display_name")
    private @Nullable String displayName;

    @Column(nullable = false)
    private JsonObject metadata;

    @Column(nullable = false)
    private boolean active;

    @Formula("enrolment_state(gallery_id, identity_id)")
    private @Nullable String enrolment;

    @CreationTimestamp
    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @UpdateTimestamp
    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected Identity() {}

    Identity(long galleryId, ExternalId externalId, @Nullable String displayName, JsonObject metadata) {
        this.galleryId = galleryId;
        this.externalId = externalId.value();
        this.displayName = displayName;
        this.metadata = metadata.copy();
        this.active = true;
    }

    public IdentityId id() {
        return new IdentityId(id);
    }

    /** What the application that uses Facegate calls this person; unique in the gallery. */
    public String externalId() {
        return externalId;
    }

    /** Whoever asks for the id it had finds nobody. */
    public void changeExternalId(ExternalId newId) {
        externalId = newId.value();
    }

    public @Nullable String displayName() {
        return displayName;
    }

    public void rename(@Nullable String newName) {
        displayName = newName;
    }

    public JsonObject metadata() {
        return metadata.copy();
    }

    public void describe(JsonObject newMetadata) {
        metadata = newMetadata.copy();
    }

    public boolean active() {
        return active;
    }

    /** Inactive people stay enrolled but are not found. */
    public void activate(boolean nowActive) {
        active = nowActive;
    }

    /** When it was read. */
    public EnrolmentState enrolment() {
        return EnrolmentState.ofCode(enrolment);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
