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
     */
    public record Listing(List<LabelledPicture> pictures, List<String> emptyIdentities) {
        public Listing {
            pictures = List.copyOf(pictures);
            emptyIdentities = List.copyOf(emptyIdentities);
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
        folder.pictures(names).forEach((identity, files) -> {
            if (files.isEmpty()) {
                empty.add(identity);
            }
            files.forEach(file -> pictures.add(new LabelledPicture(identity, file)));
        });
        return new Listing(pictures, empty);
    }

    private static List<String> listed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
