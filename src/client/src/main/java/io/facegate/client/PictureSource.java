package io.facegate.client;

import java.io.IOException;
import java.util.stream.Stream;

/** Pictures of identities, in an order that stays the same. They are listed as they are needed. */
sealed interface PictureSource permits CompreFaceEmbeddings, CompreFaceExamples, IdentityFolders, PictureTable {
    /** To be closed. */
    Stream<Picture> pictures() throws IOException;

    default long count() throws IOException {
        try (Stream<Picture> pictures = pictures()) {
            return pictures.count();
        }
    }
}
