package io.facegate.training.cli.option;

import io.facegate.training.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether there are pictures enough for what is to be measured: asked before an hour of embedding. Afterwards there can
 * still be too few faces in them.
 *
 * @param pictures by person
 */
public record EnoughPeople(Map<String, List<Path>> pictures) {

    /**
     * @param task such as "a calibration"
     * @throws DatasetException if fewer people have two or more
     */
    public EnoughPeople withSeveralPictures(int least, String task) {
        long several =
                pictures.values().stream().filter(files -> files.size() > 1).count();
        if (several < least) {
            throw new DatasetException(
                    "%s needs at least %d people with two or more pictures; there are %d among %d people.%nMaybe give a folder with more people, and several pictures of each."
                            .formatted(task, least, several, pictures.size()));
        }
        return this;
    }

    /**
     * @throws DatasetException if nobody has one picture alone
     */
    public EnoughPeople withOnePicture(String task) {
        if (pictures.values().stream().noneMatch(files -> files.size() == 1)) {
            throw new DatasetException(
                    "%s needs people with one picture, who are the strangers; all %d people have several.%nMaybe add people with one picture each, or leave one to some of them."
                            .formatted(task, pictures.size()));
        }
        return this;
    }

    /**
     * @throws DatasetException if there are not more in all
     */
    public EnoughPeople withMorePicturesThan(int count, String task) {
        int all = pictures.values().stream().mapToInt(List::size).sum();
        if (all <= count) {
            throw new DatasetException("%s needs more than %d pictures; there are %d.%nMaybe give more people."
                    .formatted(task, count, all));
        }
        return this;
    }

    /**
     * @throws DatasetException if there are not so many people
     */
    public EnoughPeople withPeople(int least, String task) {
        if (pictures.size() < least) {
            throw new DatasetException(
                    "%s needs at least %d people; there are %d.%nMaybe give a folder with more of them."
                            .formatted(task, least, pictures.size()));
        }
        return this;
    }

    /** What was found after all, in the same words. */
    public static DatasetException tooFew(IllegalArgumentException e) {
        return new DatasetException("%s.%nMaybe give a folder with more people, and several pictures of each."
                .formatted(String.valueOf(e.getMessage()).replaceFirst("\\.$", "")));
    }
}
