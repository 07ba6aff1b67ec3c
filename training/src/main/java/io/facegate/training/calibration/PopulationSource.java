package io.facegate.training.calibration;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.training.dataset.Slices;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the pictures of a population are: either of people, who have a folder each, or of strangers, of whom each picture shows
 * another, whatever folder of any depth it is in.
 *
 * <p>Half of the people shape the centres and the others' false matches are counted, by the SHA-256 of their names, so that
 * who is in which half doesn't change when others come; or everyone is counted, if there are other people for the centres.
 *
 * @param name for people; children of it are a population of their own, NAME children
 * @param people folder with one folder of pictures for each person
 * @param strangers folder with pictures in folders of any depth, each of somebody else
 * @param slices which of the pictures, by their names ({@link Slices}), such as 0 where 2-9 are for training; null for all
 * @param identities file of folders to use, one a line; null for all
 * @param ages how the file names tell the age ({@link AgePattern}); null if they don't
 * @param centres other people of the same kind; null to split these
 */
public record PopulationSource(
        String name,
        @Nullable Path people,
        @Nullable Path strangers,
        @Nullable String slices,
        @Nullable Path identities,
        @Nullable String ages,
        @Nullable CentreSource centres) {

    /**
     * One picture of each of some people.
     *
     * @param people folder with one folder of pictures for each person
     * @param identities file of folders to use, one a line; null for all
     * @param most of how many people, taken evenly from all
     */
    public record CentreSource(Path people, @Nullable Path identities, int most) {
        List<Path> pictures() throws IOException {
            List<Path> first = new ArrayList<>(new PictureSource(people, identities)
                    .list().pictures().stream()
                            .collect(Collectors.toMap(
                                    LabelledPicture::identity,
                                    LabelledPicture::file,
                                    (one, other) -> one,
                                    TreeMap::new))
                            .values());
            int step = Math.max(1, (first.size() + most - 1) / Math.max(1, most));
            List<Path> some = new ArrayList<>();
            for (int i = 0; i < first.size(); i += step) {
                some.add(first.get(i));
            }
            return some;
        }
    }

    public PopulationSource {
        Objects.requireNonNull(name, "a population has no name");
        if ((people == null) == (strangers == null)) {
            throw new DatasetException(
                    "Population %s must have a folder of people, or else one of strangers.".formatted(name));
        }
        if (strangers != null && identities != null) {
            throw new DatasetException(
                    "Population %s has strangers, and identities: nobody knows the names of strangers."
                            .formatted(name));
        }
    }

    /** Grown people, and children where ages tell of any. */
    List<PicturesOfPopulation> pictures() throws IOException {
        List<LabelledPicture> all = listed().pictures();
        List<PicturesOfPopulation> populations = new ArrayList<>();
        for (PopulationKind kind : PopulationKind.values()) {
            List<LabelledPicture> ofKind =
                    all.stream().filter(picture -> kind(picture.file()) == kind).toList();
            if (!ofKind.isEmpty()) {
                populations.add(of(kind, ofKind));
            }
        }
        return populations;
    }

    private PictureSource.Listing listed() throws IOException {
        PictureSource source = new PictureSource(Objects.requireNonNullElse(people, strangers), identities);
        PictureSource.Listing all = people == null ? source.listStrangers() : source.list();
        try {
            return slices == null ? all : Slices.of(slices).of(all);
        } catch (IllegalArgumentException e) {
            throw new DatasetException("Population %s: %s".formatted(name, e.getMessage()));
        }
    }

    /** Whoever is of unknown age is grown. */
    private PopulationKind kind(Path picture) {
        return ages == null
                ? PopulationKind.GROWN
                : AgePattern.of(ages).kind(picture).orElse(PopulationKind.GROWN);
    }

    private PicturesOfPopulation of(PopulationKind kind, List<LabelledPicture> pictures) throws IOException {
        SortedMap<String, List<Path>> forRates = new TreeMap<>();
        List<Path> forCentres = new ArrayList<>();
        for (LabelledPicture picture : pictures) {
            String person = people == null ? String.valueOf(picture.file().getFileName()) : picture.identity();
            if (centres == null && shapesCentres(person)) {
                forCentres.add(picture.file());
            } else {
                forRates.computeIfAbsent(person, key -> new ArrayList<>()).add(picture.file());
            }
        }
        if (centres != null && kind == PopulationKind.GROWN) {
            forCentres.addAll(centres.pictures());
        }
        String title = kind == PopulationKind.GROWN ? name : name + " children";
        return new PicturesOfPopulation(title, kind, people != null, forRates, forCentres);
    }

    /** By the second byte, as the first is for splitting data sets. */
    private static boolean shapesCentres(String person) {
        return Integer.parseInt(Sha256.of(person).substring(2, 4), 16) % 2 == 0;
    }
}
