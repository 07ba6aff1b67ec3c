package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What bad pictures look like to an embedder: prototypes, each the mean embedding of many people in pictures with one fault, or
 * the direction in which these lie beside clear pictures. Nobody should be decided by a face that resembles one of them, as
 * everybody does in such a picture.
 *
 * @param file with the prototypes, beside {@code model.json}: one unit vector after the other, float32 little-endian
 * @param sha256 of the file, in lower-case hex
 * @param prototypes what each of them is of, in the file's order
 * @param limit cosine similarity to a prototype above which a picture is taken for a bad one
 * @param clear the clear pictures that decided about the limit, of people who are in no prototype
 */
public record BadPictures(
        String file, String sha256, List<Prototype> prototypes, float limit, List<ClearPictures> clear) {
    /** The usual name of the file. */
    public static final String FILE = "prototypes.f32";

    /** A prototype of fewer would say much about each of them. */
    public static final int LEAST_PEOPLE = 20;

    /**
     * @param fault of the pictures
     * @param strength how strong it was, in the unit of its kind; at least, if of several strengths
     * @param people how many
     * @param limit of this one alone; null for the one of all
     */
    public record Prototype(
            String fault,
            double strength,
            int people,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Float limit) {}

    /**
     * @param population its name
     * @param pictures how many
     * @param refused share of them that is above the limit
     */
    public record ClearPictures(String population, int pictures, double refused) {}

    public BadPictures {
        CentresFile.requirePlain(file);
        prototypes = List.copyOf(prototypes);
        clear = List.copyOf(clear);
        if (prototypes.isEmpty()) {
            throw new IllegalArgumentException("There must be a prototype");
        }
    }

    /** Above which cosine to it a picture is taken for a bad one. */
    public float limitOf(Prototype prototype) {
        return Objects.requireNonNullElse(prototype.limit(), limit);
    }
}
