package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees that nobody is in the training and in the validation: a network that is judged by people it knows looks good whatever
 * it learnt, and every decision that is taken by the validation is wrong.
 *
 * <p>Folders are compared by where they lie in truth, so a link to one is that one; pictures by the content of the files that
 * they were cut out of, whatever those are called; and people by their names.
 */
public record DisjointPeople(List<Path> trainingFolders, List<Path> validationFolders) {
    private static final int NAMED = 3;

    public DisjointPeople {
        trainingFolders = List.copyOf(trainingFolders);
        validationFolders = List.copyOf(validationFolders);
    }

    /**
     * @param training of the folders
     * @param validation of the folders
     * @param namesMayRepeat if the same name may be that of another person
     * @throws DatasetException if somebody is in both
     */
    public void require(PreparedDataset training, PreparedDataset validation, boolean namesMayRepeat)
            throws IOException {
        requireOtherFolders();
        requireOtherPictures(training, validation);
        if (!namesMayRepeat) {
            requireOtherNames(training, validation);
        }
    }

    private void requireOtherFolders() throws IOException {
        Map<Path, Path> real = new HashMap<>();
        for (Path folder : trainingFolders) {
            real.put(folder.toRealPath(), folder);
        }
        for (Path folder : validationFolders) {
            Path same = real.get(folder.toRealPath());
            if (same != null) {
                throw new DatasetException(
                        "%s is for validation, and for training too%s.%nMaybe prepare other people for validation: ./facegate prepare --identities FILE."
                                .formatted(folder, same.equals(folder) ? "" : " (as %s)".formatted(same)));
            }
        }
    }

    private static void requireOtherPictures(PreparedDataset training, PreparedDataset validation) {
        Map<Origin, Integer> judged = new HashMap<>();
        for (int picture = 0; picture < validation.pictures(); picture++) {
            Origin origin = validation.originOf(picture);
            if (origin != null) {
                judged.put(origin, picture);
            }
        }
        int shared = 0;
        String example = "";
        for (int picture = 0; picture < training.pictures(); picture++) {
            Origin origin = training.originOf(picture);
            Integer same = origin == null ? null : judged.get(origin);
            if (same != null) {
                shared++;
                example = "%s in the validation is %s in the training"
                        .formatted(
                                validation.nameOf(validation.identityOf(same)),
                                training.nameOf(training.identityOf(picture)));
            }
        }
        if (shared > 0) {
            throw new DatasetException(
                    "%d pictures are for training and for validation, whatever they are called: %s.%nMaybe prepare other people for validation: ./facegate prepare --identities FILE."
                            .formatted(shared, example));
        }
    }

    private static void requireOtherNames(PreparedDataset training, PreparedDataset validation) {
        Set<String> known = new HashSet<>();
        for (int person = 0; person < training.identities(); person++) {
            known.add(training.nameOf(person));
        }
        List<String> both = new ArrayList<>();
        for (int person = 0; person < validation.identities(); person++) {
            if (known.contains(validation.nameOf(person))) {
                both.add(validation.nameOf(person));
            }
        }
        if (!both.isEmpty()) {
            throw new DatasetException(
                    "%d people of the validation have names of people of the training, such as %s.%nMaybe prepare other people for validation; or if they are others of the same names, say so: --set data.sameNames=different-people."
                            .formatted(both.size(), String.join(", ", both.subList(0, Math.min(NAMED, both.size())))));
        }
    }
}
