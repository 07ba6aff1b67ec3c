package io.facegate.vision.alignment;

/**
 * An aligned face, ready for an embedder.
 *
 * @param size side in pixels
 * @param rgb {@code [size, size, 3]}, 8 bits a channel; owned by this record, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a crop is never compared, only handed on to the embedder
public record FaceCrop(int size, byte[] rgb) {
    public FaceCrop {
        if (rgb.length != size * size * 3) {
            throw new IllegalArgumentException("rgb (%d bytes) must be %d x %d x 3".formatted(rgb.length, size, size));
        }
    }
}
