package io.facegate.training.catalogue;

import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Licence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weights that others publish, and what is known of them here.
 *
 * @param name by which people ask for it, and with which its model's id begins
 * @param about what it is, and how good, in a line
 * @param origin who publishes it, where, and at which version
 * @param format of its files
 * @param files what is got
 * @param licence in short
 * @param licenceText the file beside the catalogue that has the publishers' words
 * @param calibration of an embedder, measured here; null for a detector. Its centres are in a file beside the catalogue
 * @param badPictures what they look like to an embedder, found out here; null for a detector. The file of prototypes lies
 *     beside the catalogue, with the model's name before its own
 * @param testVector what the imported model must give
 */
public record PublishedModel(
        String name,
        String about,
        String origin,
        Format format,
        List<PublishedFile> files,
        Licence licence,
        String licenceText,
        @Nullable Calibration calibration,
        @Nullable BadPictures badPictures,
        TestVector testVector) {

    /** How its files are read. */
    public enum Format {
        /** One file of ESP-DL: an embedder that was trained like ArcFace. */
        ESPDL,
        /** The three files of a detector, {@code det1.npy} to {@code det3.npy}. */
        MTCNN
    }

    public PublishedModel {
        files = List.copyOf(files);
    }

    /** Of all its files. */
    public long bytes() {
        return files.stream().mapToLong(PublishedFile::bytes).sum();
    }
}
