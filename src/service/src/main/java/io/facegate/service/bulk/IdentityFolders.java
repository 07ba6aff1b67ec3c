package io.facegate.service.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with one sub-folder for each identity, whose name is the external id. Hidden files are none of theirs. */
record IdentityFolders(Path folder) implements PictureSource {
    @Override
    public Stream<Picture> pictures() throws IOException {
        return list(folder).stream().filter(Files::isDirectory).flatMap(this::picturesOf);
    }

    private Stream<Picture> picturesOf(Path identity) {
        try {
            return list(identity).stream()
                    .filter(file -> !Files.isDirectory(file))
                    .map(file -> new Picture(folder.relativize(file).toString(), file, nameOf(identity), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !nameOf(entry).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
