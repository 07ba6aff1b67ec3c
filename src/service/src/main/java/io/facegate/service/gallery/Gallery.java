package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.code.Codes;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.quality.GalleryGates;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A set of people, isolated from every other, that answers by one model. */
@Entity
@Table(name = "galleries")
@DynamicUpdate
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class Gallery {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "gallery_id")
    private Long id;

    /** Null in the database once the gallery is being deleted; nothing reads it then. */
    @Column(nullable = false, updatable = false)
    private String name;

    @Column(name = "model_id", nullable = false)
    private String model;

    @Column(name = "moves_to", insertable = false, updatable = false)
    private @Nullable String movesTo;

    private @Nullable Double fmr;

    @Column(nullable = false)
    private String population;

    private @Nullable JsonObject verification;

    @Column(name = "gate_enrolment")
    private @Nullable Boolean gateEnrolment;

    @Column(name = "gate_verification")
    private @Nullable Boolean gateVerification;

    @Column(name = "gate_identification")
    private @Nullable Boolean gateIdentification;

    @CreationTimestamp
    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    protected Gallery() {}

    Gallery(
            GalleryName name,
            ModelId model,
            PopulationKind population,
            @Nullable FalseMatchRate rate,
            @Nullable VerificationPolicy verification) {
        this.name = name.value();
        this.model = model.value();
        this.population = Codes.of(population);
        this.fmr = rate == null ? null : rate.value();
        verifyBy(verification);
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

    /** The model that the gallery moves to; null when it doesn't move. */
    public @Nullable ModelId movesTo() {
        return movesTo == null ? null : new ModelId(movesTo);
    }

    /** The models that enrolments add templates of: the one that it answers by, and the one that it moves to. */
    public List<ModelId> models() {
        return movesTo == null ? List.of(model()) : List.of(model(), new ModelId(movesTo));
    }

    /** At which this gallery matches unless a request asks for another; null for the operator's policy. */
    public @Nullable FalseMatchRate falseMatchRate() {
        return fmr == null ? null : new FalseMatchRate(fmr);
    }

    public void matchAt(@Nullable FalseMatchRate rate) {
        fmr = rate == null ? null : rate.value();
    }

    /** Where it refuses bad pictures. */
    public GalleryGates gates() {
        return new GalleryGates(gateEnrolment, gateVerification, gateIdentification);
    }

    public void gateBy(GalleryGates gates) {
        gateEnrolment = gates.enrolment();
        gateVerification = gates.verification();
        gateIdentification = gates.identification();
    }

    /** What it has otherwise than the operator of how its people may be verified. */
    public VerificationPolicy verification() {
        return verification == null ? VerificationPolicy.NONE : VerificationPolicy.of(verification);
    }

    public final void verifyBy(@Nullable VerificationPolicy policy) {
        verification = policy == null || policy.equals(VerificationPolicy.NONE) ? null : policy.toJson();
    }

    /** Whose thresholds it decides by. */
    public PopulationKind population() {
        return Codes.parse(PopulationKind.class, population);
    }

    public void decideFor(PopulationKind people) {
        population = Codes.of(people);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
