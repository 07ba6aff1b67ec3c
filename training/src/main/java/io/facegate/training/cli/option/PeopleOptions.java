package io.facegate.training.cli.option;

import io.facegate.training.dataset.PictureSource;
import io.facegate.training.dataset.PictureSource.LabelledPicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose pictures a command works with. */
public final class PeopleOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Folder with one folder of pictures for each person.")
    private Path images = Path.of("images");

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "People to use, one name a line; default: everyone in the folder.")
    private @Nullable Path identities;

    /**
     * By person, who has at least one.
     *
     * @param err is told what was passed over
     */
    public Map<String, List<Path>> pictures(PrintWriter err) throws IOException {
        return pictures(images, identities, err);
    }

    /**
     * By person, who has at least one.
     *
     * @param identities people to use; null for everyone in the folder
     * @param err is told what was passed over
     */
    public static SortedMap<String, List<Path>> pictures(Path images, @Nullable Path identities, PrintWriter err)
            throws IOException {
        PictureSource.Listing listing = new PictureSource(images, identities).list();
        PassedOver.lines(listing.passedOver()).forEach(err::println);
        err.flush();
        return byPerson(listing);
    }

    /** By person, who has at least one. */
    public static SortedMap<String, List<Path>> byPerson(PictureSource.Listing listing) {
        return listing.pictures().stream()
                .collect(Collectors.groupingBy(
                        LabelledPicture::identity,
                        TreeMap::new,
                        Collectors.mapping(LabelledPicture::file, Collectors.toList())));
    }

    /** Where the people's folders are. */
    public Path folder() {
        return images;
    }

    /** For the record, without machine paths. */
    public String describe() {
        return identities == null ? name(images) : name(images) + ", " + name(identities);
    }

    /** The last part of a path, which says nothing about the machine. */
    public static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
