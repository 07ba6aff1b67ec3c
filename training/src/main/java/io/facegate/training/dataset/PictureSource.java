package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to prepare.
 *
 * @param root one folder for each identity
 * @param identities a file with an identity on each line; null for every folder
 */
public record PictureSource(Path root, @Nullable Path identities) {

    /** A picture and who it shows. */
    public record LabelledPicture(String identity, Path file) {}

    /**
     * @param pictures by identity, then by name
     * @param emptyIdentities folders without any picture
     * @param passedOver what else lies there
     */
    public record Listing(
            List<LabelledPicture> pictures, List<String> emptyIdentities, List<SkippedPicture> passedOver) {
        public Listing {
            pictures = List.copyOf(pictures);
            emptyIdentities = List.copyOf(emptyIdentities);
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * @throws DatasetException if the folder, or that of a listed identity, is not there
     */
    public Listing list() throws IOException {
        IdentityFolder folder = new IdentityFolder(root);
        List<String> names = identities == null ? folder.identities() : listed(identities);
        List<LabelledPicture> pictures = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        IdentityFolder.Contents contents = folder.contents(names);
        List<SkippedPicture> passedOver = new ArrayList<>(contents.passedOver());
        if (identities == null) {
            passedOver.addAll(folder.outside());
        }
        contents.pictures().forEach((identity, files) -> {
            if (files.isEmpty()) {
                empty.add(identity);
            }
            files.forEach(file -> pictures.add(new LabelledPicture(identity, file)));
        });
        return new Listing(pictures, empty, passedOver);
    }

    /**
     * Pictures of which nobody knows whom they show, in folders of any depth: each is of a person of its own, who has the
     * file's name.
     *
     * @throws DatasetException if the folder is not there
     */
    public Listing listStrangers() throws IOException {
        List<SkippedPicture> passedOver = new ArrayList<>();
        List<LabelledPicture> pictures = new IdentityFolder(root)
                .everyPicture(passedOver).stream()
                        .map(file -> new LabelledPicture(relative(file), file))
                        .toList();
        return new Listing(pictures, List.of(), passedOver);
    }

    /** How a data set names the file. */
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<String> listed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
