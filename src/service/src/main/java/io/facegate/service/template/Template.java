package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JavaTypeRegistration;
import org.jspecify.annotations.Nullable;

/** An embedding of an identity's face, for reading; {@link TemplateStore} adds, searches and removes them. */
@Entity
@Immutable
@Table(name = "templates")
@JavaTypeRegistration(javaType = TemplateVector.class, descriptorClass = TemplateVectorJavaType.class)
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class Template {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "template_id")
    private Long id;

    @Column(name = "gallery_id", nullable = false)
    private Long galleryId;

    @Column(name = "identity_id", nullable = false)
    private Long identityId;

    @Column(name = "model_id", nullable = false)
    private String model;

    @Column(name = "embedding", nullable = false)
    private TemplateVector vector;

    private @Nullable Float quality;

    @Column(nullable = false)
    private String source;

    @Column(name = "content_hash", nullable = false)
    private byte[] contentHash;

    @Column(name = "created_at", nullable = false, insertable = false)
    private Instant createdAt;

    protected Template() {}

    public TemplateId id() {
        return new TemplateId(id);
    }

    public IdentityId identity() {
        return new IdentityId(identityId);
    }

    public Embedding embedding() {
        return vector.embeddingOf(new ModelId(model));
    }

    public ModelId model() {
        return new ModelId(model);
    }

    /** 0 to 1, higher is better; null where nothing is known of it. */
    public @Nullable Float quality() {
        return quality;
    }

    public TemplateSource source() {
        return TemplateSource.ofDatabaseName(source);
    }

    public ContentHash content() {
        return ContentHash.of(contentHash);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
