package io.facegate.service.gallery;

import io.facegate.vision.model.ModelId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;

/** A set of people, isolated from every other, that answers by one model. */
@Entity
@Table(name = "galleries")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class Gallery {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "gallery_id")
    private Long id;

    @Column(nullable = false, updatable = false)
    private String name;

    @Column(name = "model_id", nullable = false)
    private String model;

    @CreationTimestamp
    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    protected Gallery() {}

    Gallery(GalleryName name, ModelId model) {
        this.name = name.value();
        this.model = model.value();
    }

    public long id() {
        return id;
    }

    public GalleryName name() {
        return new GalleryName(name);
    }

    /** The model whose templates answer this gallery's searches. */
    public ModelId model() {
        return new ModelId(model);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
