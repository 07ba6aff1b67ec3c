package io.facegate.vision.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entropy-coded data of a scan without making pixels of it: whether there is as much as the frame announces.
 * Decoders fill up what is missing with grey and say nothing, which lets a few bytes cost as much as a large picture, and
 * a part of a face be compared.
 *
 * @param first of the coefficients in it
 * @param last of the coefficients in it
 * @param refines whether it brings one more bit of coefficients that came before
 * @param missingBits lowest bits that a later scan brings
 * @param restartInterval data units between two restart markers, or 0
 */
record JpegScan(
        JpegFrame frame,
        List<Channel> channels,
        int first,
        int last,
        boolean refines,
        int missingBits,
        int restartInterval) {

    /** A channel with the tables that its coefficients are coded by, as far as the scan needs them. */
    record Channel(
            JpegFrame.Component component,
            @Nullable HuffmanTable dc,
            @Nullable HuffmanTable ac) {}

    /**
     * @param start of the entropy-coded data
     * @return where the next marker is, or the number of bytes
     * @throws PictureRejectedException if a part is missing, or can't be what an encoder wrote
     */
    int end(byte[] picture, int start, EncodedBytes in) {
        EntropyBits bits = new EntropyBits(picture, start);
        new JpegScanWalk(this, bits, in).run();
        channels.forEach(channel -> channel.component.came(first, last, missingBits));
        return bits.nextMarker();
    }
}
