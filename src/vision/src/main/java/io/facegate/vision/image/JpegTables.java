package io.facegate.vision.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Huffman tables of a JPEG as they are at one place of it, and the scan headers that name them. */
final class JpegTables {
    private static final int OF_A_CLASS = 4;
    private static final int MOST_BLOCKS_OF_A_UNIT = 10;
    private static final int HIGHEST_BIT = 13;

    private final EncodedBytes in;
    private final @Nullable HuffmanTable[] tables = new HuffmanTable[2 * OF_A_CLASS];
    private boolean defined;

    /**
     * @param in what is damaged if something is
     */
    JpegTables(EncodedBytes in) {
        this.in = in;
    }

    /** Reads the content of a DHT segment. */
    void define(EncodedBytes segment) {
        defined = true;
        while (segment.remaining() > 0) {
            int target = segment.u8();
            if ((target >> 4) > 1 || (target & 15) >= OF_A_CLASS) {
                throw in.damaged("a Huffman table has a wrong number");
            }
            int[] counts = new int[HuffmanTable.LONGEST];
            int codes = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = segment.u8();
                codes += counts[i];
            }
            byte[] values = segment.bytes(codes);
            try {
                tables[(target >> 4) * OF_A_CLASS + (target & 15)] = new HuffmanTable(counts, values);
            } catch (IllegalArgumentException e) {
                throw in.damaged("a Huffman table has " + e.getMessage());
            }
        }
    }

    /** Reads the content of an SOS segment. */
    JpegScan scan(EncodedBytes header, JpegFrame frame, int restartInterval) {
        if (!defined) {
            define(new EncodedBytes(ImageFormat.JPEG, StandardHuffmanTables.segment()));
        }
        int channels = header.u8();
        List<JpegScan.Channel> chosen = new ArrayList<>();
        int blocks = 0;
        for (int i = 0; i < channels; i++) {
            int id = header.u8();
            int numbers = header.u8();
            JpegFrame.Component component = frame.components().stream()
                    .filter(candidate -> candidate.id() == id)
                    .findFirst()
                    .orElseThrow(() -> in.damaged("a scan is of a channel that it doesn't have"));
            blocks += component.blocksOfUnit();
            chosen.add(new JpegScan.Channel(component, table(0, numbers >> 4), table(1, numbers & 15)));
        }
        if (chosen.isEmpty() || (channels > 1 && blocks > MOST_BLOCKS_OF_A_UNIT)) {
            throw in.damaged("a scan has a wrong number of channels");
        }
        int first = header.u8();
        int last = header.u8();
        int bits = header.u8();
        if (!frame.progressive()) {
            return new JpegScan(frame, chosen, 0, JpegFrame.COEFFICIENTS - 1, false, 0, restartInterval);
        }
        boolean ofDc = first == 0 && last == 0;
        boolean ofAc = first > 0 && last >= first && last < JpegFrame.COEFFICIENTS && channels == 1;
        if (!(ofDc || ofAc) || (bits & 15) > HIGHEST_BIT) {
            throw in.damaged("a scan is of coefficients that it can't be of");
        }
        return new JpegScan(frame, chosen, first, last, bits >> 4 != 0, bits & 15, restartInterval);
    }

    private @Nullable HuffmanTable table(int ofClass, int number) {
        if (number >= OF_A_CLASS) {
            throw in.damaged("a scan names a Huffman table of a wrong number");
        }
        return tables[ofClass * OF_A_CLASS + number];
    }
}
