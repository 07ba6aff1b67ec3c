package io.facegate.training.dataset;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.vision.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tenths of a data set, so that some pictures are for training and others for calibration, by nothing but the pictures' names:
 * the slice of a file is the first byte of the SHA-256 of its name without its folder, modulo 10.
 *
 * @param wanted numbers of the slices, 0 to 9
 */
public record Slices(SortedSet<Integer> wanted) {
    private static final int COUNT = 10;
    private static final Pattern RANGE = Pattern.compile("([0-9])(?:-([0-9]))?");

    /** Every picture; after the pattern, which it is made with. */
    public static final Slices ALL = of("0-9");

    public Slices {
        wanted = new TreeSet<>(wanted);
    }

    /**
     * @param text such as {@code 2-9} or {@code 0,4}
     * @throws IllegalArgumentException if it is no list of slices
     */
    public static Slices of(String text) {
        SortedSet<Integer> wanted = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException(
                        "slices (%s) must be numbers from 0 to 9, such as 2-9 or 0,4".formatted(text));
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int slice = first; slice <= last; slice++) {
                wanted.add(slice);
            }
        }
        return new Slices(wanted);
    }

    /** The slice of a file, from 0 to 9. */
    public static int of(Path file) {
        byte[] name = String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8);
        return Byte.toUnsignedInt(Sha256.digest().digest(name)[0]) % COUNT;
    }

    /** What of the pictures is in the slices; who has none of them is not there. */
    public PictureSource.Listing of(PictureSource.Listing listing) {
        return new PictureSource.Listing(
                listing.pictures().stream().filter(this::has).toList(),
                listing.emptyIdentities(),
                listing.passedOver());
    }

    private boolean has(LabelledPicture picture) {
        return wanted.contains(of(picture.file()));
    }
}
