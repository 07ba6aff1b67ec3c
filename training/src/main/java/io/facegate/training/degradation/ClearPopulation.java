package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.Sha256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Clear pictures of a population, in two halves that share nobody: of one prototypes are made, of the other the limit.
 *
 * @param name such as the folder's
 */
public record ClearPopulation(String name, List<Face> faces) {
    /** An aligned face of somebody. */
    public record Face(String person, FaceCrop crop) {}

    public ClearPopulation {
        faces = List.copyOf(faces);
    }

    /**
     * One crop of each person of the first half.
     *
     * @param most people
     */
    public List<FaceCrop> forPrototypes(int most) {
        List<FaceCrop> crops = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Face face : faces) {
            if (crops.size() < most && inFirstHalf(face.person()) && seen.add(face.person())) {
                crops.add(face.crop());
            }
        }
        return crops;
    }

    /** Every crop of the first half. */
    public List<FaceCrop> beside() {
        return faces.stream()
                .filter(face -> inFirstHalf(face.person()))
                .map(Face::crop)
                .toList();
    }

    /** Every crop of the second half. */
    public List<FaceCrop> forTheLimit() {
        return faces.stream()
                .filter(face -> !inFirstHalf(face.person()))
                .map(Face::crop)
                .toList();
    }

    /**
     * By the last digit of the name's SHA-256. Its first byte is what data sets are often split by, so that all people of a
     * part may be in the same half by that.
     */
    private static boolean inFirstHalf(String person) {
        String hash = Sha256.of(person);
        return Character.digit(hash.charAt(hash.length() - 1), 16) % 2 == 0;
    }
}
