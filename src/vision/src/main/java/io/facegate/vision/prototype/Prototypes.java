package io.facegate.vision.prototype;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.quality.PictureFault;
import io.facegate.vision.quality.Resemblance;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bad pictures in one embedder's space: for each fault the mean embedding of many people in pictures that have it. In such
 * pictures an embedder sees the fault and not the person, so that everybody's lie close together, and different people would
 * be taken for one. Telling costs a dot product for each prototype. Several threads may use it at once.
 */
public final class Prototypes {
    /**
     * What bad pictures of one kind have in common.
     *
     * @param embedding their mean, or the direction in which they lie beside clear ones
     * @param limit cosine above which hardly any clear picture is
     */
    public record Prototype(PictureFault fault, Embedding embedding, float limit) {}

    private final ModelId model;
    private final List<Prototype> prototypes;

    /**
     * @param prototypes of that model; none where nothing is known
     */
    public Prototypes(ModelId model, List<Prototype> prototypes) {
        this.model = model;
        this.prototypes = List.copyOf(prototypes);
    }

    /** Of an embedder that has none: nothing resembles them. */
    public static Prototypes none(ModelId model) {
        return new Prototypes(model, List.of());
    }

    /**
     * Those that the embedder was given; {@link #none} if it was given none.
     *
     * @throws ModelException if their file is missing or damaged, or of faults that nobody here knows
     */
    public static Prototypes load(ModelStore store, ModelDescriptor embedder) {
        BadPictures known = embedder.badPictures();
        if (known == null) {
            return none(embedder.id());
        }
        FloatBuffer values = ByteBuffer.wrap(store.prototypes(embedder))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] one = new float[values.remaining() / known.prototypes().size()];
        List<Prototype> prototypes = new ArrayList<>();
        for (BadPictures.Prototype described : known.prototypes()) {
            values.get(one);
            prototypes.add(new Prototype(
                    PictureFault.ofCode(described.fault()),
                    Embedding.of(embedder.id(), one),
                    known.limitOf(described)));
        }
        return new Prototypes(embedder.id(), prototypes);
    }

    /** The prototypes as their file has them. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES
                        * prototypes.stream()
                                .mapToInt(prototype -> prototype.embedding().dimension())
                                .sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Prototype prototype : prototypes) {
            for (float value : prototype.embedding().values()) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    public ModelId model() {
        return model;
    }

    public List<Prototype> all() {
        return prototypes;
    }

    /**
     * What of bad pictures the face has most of: that by which it exceeds the limit most, or comes nearest to it.
     *
     * @return null without prototypes
     * @throws IllegalArgumentException if the face is of another model
     */
    public @Nullable Resemblance resemblance(Embedding face) {
        @Nullable Resemblance nearest = null;
        for (Prototype prototype : prototypes) {
            float cosine = face.similarityTo(prototype.embedding()).cosine();
            if (nearest == null || cosine - prototype.limit() > nearest.cosine() - nearest.limit()) {
                nearest = new Resemblance(prototype.fault(), cosine, prototype.limit());
            }
        }
        return nearest;
    }
}
