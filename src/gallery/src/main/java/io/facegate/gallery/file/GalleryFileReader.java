package io.facegate.gallery.file;

import io.facegate.gallery.file.GalleryFileException.Fault;
import io.facegate.gallery.file.GalleryLine.End;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.gallery.file.GalleryLine.Person;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one exported gallery in their order, and refuses whatever is not as the export wrote it. What it
 * says of a refused line never has anything of the line.
 */
public final class GalleryFileReader {
    private final Checksum checksum = new Checksum();
    private @Nullable Header header;
    private @Nullable String last;
    private long lines;
    private long identities;
    private long templates;
    private boolean ended;

    /**
     * @param line without its line feed
     * @throws GalleryFileException if the line can't be there; nothing more can be read then
     */
    public GalleryLine read(byte[] line) {
        lines++;
        try {
            return next(line);
        } catch (GalleryFileException e) {
            throw e.fault() == Fault.MALFORMED
                    ? GalleryFileException.malformed("Line %d: %s".formatted(lines, e.detail()))
                    : e;
        }
    }

    private GalleryLine next(byte[] line) {
        if (ended) {
            throw GalleryFileException.malformed("There is a line after the last one.");
        }
        JsonLine json = JsonLine.parse(line);
        Header known = header;
        if (known == null) {
            checksum.add(line);
            header = HeaderLine.read(json);
            return header;
        }
        if (json.has("sha256")) {
            return end(json);
        }
        checksum.add(line);
        Person person = PersonLine.read(json, known.dimension());
        if (!person.externalId().equals(last)) {
            identities++;
        }
        last = person.externalId();
        templates += person.templates().size();
        return person;
    }

    private End end(JsonLine json) {
        json.allow(Set.of("identities", "templates", "sha256"));
        End end = new End(json.integer("identities"), json.integer("templates"), json.text("sha256"));
        if (!end.equals(new End(identities, templates, checksum.take()))) {
            throw new GalleryFileException(
                    Fault.DAMAGED,
                    "It was changed since it was exported: its checksum or its counts are not those of its lines.");
        }
        ended = true;
        return end;
    }

    /** How many templates were read. */
    public long templates() {
        return templates;
    }

    /**
     * @param withinLine whether something follows the last line feed
     * @throws GalleryFileException unless the last line was read, and nothing follows it
     */
    public void requireEnd(boolean withinLine) {
        if (ended && withinLine) {
            throw GalleryFileException.malformed("There is something after the last line.");
        }
        if (!ended) {
            throw new GalleryFileException(
                    Fault.INCOMPLETE, "It ends after line %d, without its last line.".formatted(lines));
        }
    }
}
