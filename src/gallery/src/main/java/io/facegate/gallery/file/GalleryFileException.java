package io.facegate.gallery.file;

import java.util.Locale;

/** A file is not as an export wrote it. The message is for whoever has the file, and has nothing of what is in it. */
public final class GalleryFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    GalleryFileException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What is wrong with it. */
    public enum Fault {
        /** It is no exported gallery. */
        MALFORMED,
        /** Its lines mean something else. */
        VERSION_UNSUPPORTED,
        /** Its last line is missing. */
        INCOMPLETE,
        /** It was changed since it was exported. */
        DAMAGED;

        /** As programs know it, such as {@code import_damaged}. */
        public String code() {
            return "import_" + name().toLowerCase(Locale.ROOT);
        }
    }

    static GalleryFileException malformed(String message) {
        return new GalleryFileException(Fault.MALFORMED, message);
    }

    public Fault fault() {
        return fault;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
