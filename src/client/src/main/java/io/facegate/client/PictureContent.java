package io.facegate.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** The bytes of a picture, wherever they are; they are fetched when they are to be sent. */
interface PictureContent {
    /** Tells it from what it was in an earlier run. */
    PictureVersion version();

    /** The media type; of a picture its content says more. */
    default String type() {
        return "application/octet-stream";
    }

    /**
     * @throws MissingPictureException if there are none
     */
    BodyPublisher body() throws MissingPictureException, InterruptedException;

    /** Of a file, which is read while it is sent. */
    record OfFile(Path file) implements PictureContent {
        @Override
        public PictureVersion version() {
            return PictureVersion.of(file);
        }

        @Override
        public BodyPublisher body() throws MissingPictureException {
            try {
                return BodyPublishers.ofFile(file);
            } catch (FileNotFoundException e) { // it was there just now
                throw new MissingPictureException("file_unreadable", e);
            }
        }
    }
}
