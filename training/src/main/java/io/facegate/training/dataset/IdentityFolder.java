package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One folder for each identity with that person's pictures in it, as VGGFace2, LFW and many others lie on disk. */
public final class IdentityFolder {
    private static final Set<String> PICTURE_SUFFIXES = Set.of("jpg", "jpeg", "png", "webp", "bmp");

    private final Path root;

    /**
     * @throws DatasetException if it is no folder
     */
    public IdentityFolder(Path root) {
        if (!Files.isDirectory(root)) {
            throw new DatasetException(
                    "%s is not a folder.%nMaybe give the folder that has one folder for each person.".formatted(root));
        }
        this.root = root;
    }

    /** A person's picture by LFW's naming: {@code <name>/<name>_0001.jpg}. */
    public Path lfwPicture(String identity, int number) {
        return root.resolve(identity).resolve("%s_%04d.jpg".formatted(identity, number));
    }

    /** Names of all identities, sorted. */
    public List<String> identities() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /**
     * The pictures of these identities, sorted; an identity without pictures has an empty list.
     *
     * @throws DatasetException if an identity has no folder
     */
    public Map<String, List<Path>> pictures(Collection<String> identities) throws IOException {
        Map<String, List<Path>> pictures = new TreeMap<>();
        for (String identity : identities) {
            Path folder = root.resolve(identity);
            if (!Files.isDirectory(folder)) {
                throw new DatasetException("Identity %s has no folder in %s".formatted(identity, root));
            }
            try (Stream<Path> files = Files.list(folder)) {
                pictures.put(
                        identity,
                        files.filter(IdentityFolder::isPicture).sorted().toList());
            }
        }
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return PICTURE_SUFFIXES.contains(suffix) && Files.isRegularFile(file);
    }
}
