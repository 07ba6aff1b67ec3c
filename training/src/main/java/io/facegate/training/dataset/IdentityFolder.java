package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One folder for each identity with that person's pictures in it, as VGGFace2, LFW and many others lie on disk. */
public final class IdentityFolder {
    private final Path root;

    /**
     * What lies in the folders. Files and folders whose names begin with a dot are none of anybody's business.
     *
     * @param pictures by identity, sorted; an identity without any has an empty list
     * @param passedOver everything else, and why
     */
    record Contents(Map<String, List<Path>> pictures, List<SkippedPicture> passedOver) {}

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

    /** A picture that a list of pairs names. */
    public Path lfwPicture(PairsFile.Picture picture) {
        return lfwPicture(picture.identity(), picture.number());
    }

    /** Names of all identities, sorted. */
    public List<String> identities() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(IdentityFolder::name)
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Pictures that lie beside the folders of people, so that they are nobody's. */
    List<SkippedPicture> outside() throws IOException {
        List<SkippedPicture> outside = new ArrayList<>();
        for (Path file : listed(root)) {
            if (Files.isRegularFile(file) && Files.isReadable(file) && PictureFile.isPicture(file)) {
                outside.add(new SkippedPicture("-", relative(file), "outside_of_a_persons_folder"));
            }
        }
        return outside;
    }

    /**
     * @throws DatasetException if an identity has no folder
     */
    Contents contents(Collection<String> identities) throws IOException {
        Map<String, List<Path>> pictures = new TreeMap<>();
        List<SkippedPicture> passedOver = new ArrayList<>();
        for (String identity : identities) {
            Path folder = root.resolve(identity);
            if (!Files.isDirectory(folder)) {
                throw new DatasetException("Identity %s has no folder in %s.%nMaybe the list is of another data set."
                        .formatted(identity, root));
            }
            List<Path> found = new ArrayList<>();
            for (Path file : listed(folder)) {
                String reason = whyNot(file);
                if (reason.isEmpty()) {
                    found.add(file);
                } else { // on a line of its own, whatever is in the name
                    passedOver.add(new SkippedPicture(
                            identity.replaceAll("\\s", " "), relative(file).replaceAll("\\s", " "), reason));
                }
            }
            pictures.put(identity, List.copyOf(found));
        }
        return new Contents(pictures, passedOver);
    }

    /**
     * Every picture, in folders of any depth.
     *
     * @param passedOver gets everything else
     */
    List<Path> everyPicture(List<SkippedPicture> passedOver) throws IOException {
        List<Path> pictures = new ArrayList<>();
        Deque<Path> folders = new ArrayDeque<>(List.of(root));
        while (!folders.isEmpty()) {
            for (Path file : listed(folders.removeFirst())) {
                String reason = Files.isDirectory(file) ? "" : whyNot(file);
                if (Files.isDirectory(file)) {
                    folders.addLast(file);
                } else if (reason.isEmpty()) {
                    pictures.add(file);
                } else {
                    passedOver.add(new SkippedPicture("-", relative(file).replaceAll("\\s", " "), reason));
                }
            }
        }
        return pictures;
    }

    /** Empty for a picture. */
    private String whyNot(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return "folder_within_a_persons_folder";
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return "unreadable";
        }
        if (relative(file).matches("(?s).*[\t\r\n].*")) {
            return "unusable_name"; // it would break the tables of contents
        }
        return PictureFile.isPicture(file) ? "" : "not_a_picture";
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !name(file).startsWith(".")).sorted().toList();
        }
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
