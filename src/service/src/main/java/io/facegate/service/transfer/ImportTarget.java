package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryLine.Header;

/**
 * The gallery of an import.
 *
 * @param header what the file must be of
 */
record ImportTarget(long id, Header header) {}
