package io.facegate.training.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared data set was made with; it is its {@code prepared.json}, and a preparation only goes on with the same.
 *
 * @param geometry of the crops
 * @param detector the model that found the faces
 * @param source the pictures' folder, as it was given
 * @param listing SHA-256 over what was to be prepared
 * @param shards how many there will be
 * @param teaching who gave a target to each face; null if nobody did
 */
public record PreparationSettings(
        CropGeometry geometry,
        String detector,
        String source,
        String listing,
        int shards,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Teaching teaching) {

    /**
     * @param teacher id of the embedder
     * @param dimension of its embeddings
     */
    public record Teaching(String teacher, int dimension) {}

    PreparationSettings with(String newListing, int newShards) {
        return new PreparationSettings(geometry, detector, source, newListing, newShards, teaching);
    }

    /**
     * Why a preparation with other settings can't go on in the folder of this one, for people to read.
     *
     * @param more whether the other may be of more or fewer pictures
     */
    List<String> differences(PreparationSettings other, boolean more) {
        List<String> differences = new ArrayList<>();
        if (!geometry.equals(other.geometry)) {
            differences.add("its faces are of %d pixels with a rim of %d, where %d with %d are wanted"
                    .formatted(geometry.faceSize(), geometry.rim(), other.geometry.faceSize(), other.geometry.rim()));
        }
        if (!detector.equals(other.detector)) {
            differences.add("its faces were found by %s, where %s is to find them".formatted(detector, other.detector));
        }
        if (!same(source, other.source)) {
            differences.add(
                    teaching != null
                            ? "its faces were changed at random otherwise (--seed, --blended or --unchanged)"
                            : "its pictures are from %s, not %s".formatted(source, other.source));
        }
        if (!Objects.equals(teaching, other.teaching)) {
            differences.add("it was taught by %s, not %s".formatted(teacher(teaching), teacher(other.teaching)));
        }
        if (!more && differences.isEmpty() && (!listing.equals(other.listing) || shards != other.shards)) {
            differences.add("it is of other faces");
        }
        return differences;
    }

    private static String teacher(@Nullable Teaching teaching) {
        return teaching == null ? "nobody" : teaching.teacher;
    }

    /** A folder may be given in several ways. */
    private static boolean same(String source, String other) {
        if (source.equals(other)) {
            return true;
        }
        try {
            return Path.of(source).toRealPath().equals(Path.of(other).toRealPath());
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return false;
        }
    }
}
