package io.facegate.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with one sub-folder for each identity, whose name is the external id. Hidden files are none of theirs. */
record IdentityFolders(Path folder) implements PictureSource {
    /** What a name has where its bytes are no text in the file system's encoding. */
    private static final char UNREADABLE = '\uFFFD';

    @Override
    public Stream<Picture> pictures() throws IOException {
        return list(folder).stream().filter(Files::isDirectory).flatMap(this::picturesOf);
    }

    private Stream<Picture> picturesOf(Path identity) {
        try {
            return list(identity).stream()
                    .filter(file -> !Files.isDirectory(file))
                    .map(file -> new Picture(
                            folder.relativize(file).toString(),
                            new PictureContent.OfFile(file),
                            externalId(identity),
                            null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two folders whose names can't be read would be one person. */
    private static String externalId(Path identity) {
        String name = nameOf(identity);
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new ClientException(
                    "The name of the folder %s is not text in the encoding of file names, %s.%nMaybe set LC_ALL=C.UTF-8, or rename the folder to UTF-8 (convmv)."
                            .formatted(name, System.getProperty("sun.jnu.encoding")));
        }
        return name;
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
