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

    private static final int FIRST_RESTART = 0xD0;
    private static final int ZEROS = 15;

    /**
     * @param start of the entropy-coded data
     * @return where the next marker is, or the number of bytes
     * @throws PictureRejectedException if a part is missing, or can't be what an encoder wrote
     */
    int end(byte[] picture, int start, EncodedBytes in) {
        Walk walk = new Walk(new EntropyBits(picture, start), in);
        walk.run();
        channels.forEach(channel -> channel.component.came(first, last, missingBits));
        return walk.bits.nextMarker();
    }

    private final class Walk {
        private final EntropyBits bits;
        private final EncodedBytes in;
        private int emptyBlocks;

        Walk(EntropyBits bits, EncodedBytes in) {
            this.bits = bits;
            this.in = in;
        }

        void run() {
            boolean one = channels.size() == 1;
            JpegFrame.Component only = channels.get(0).component;
            int units = one ? frame.blocksWide(only) * frame.blocksHigh(only) : frame.unitsWide() * frame.unitsHigh();
            long[] nonZero = first > 0 ? only.nonZero(units) : new long[0];
            for (int unit = 0; unit < units; unit++) {
                if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                    restart(unit / restartInterval - 1);
                }
                for (Channel channel : channels) {
                    int blocks = one ? 1 : channel.component.blocksOfUnit();
                    for (int block = 0; block < blocks; block++) {
                        block(channel, nonZero, unit);
                    }
                }
                if (bits.exhausted()) {
                    throw in.damaged("a part of its pixels is missing");
                }
            }
        }

        private void restart(int number) {
            emptyBlocks = 0;
            if (!bits.passMarker(FIRST_RESTART + number % 8)) {
                throw in.damaged("a part of its pixels is missing");
            }
        }

        private void block(Channel channel, long[] nonZero, int unit) {
            if (first == 0) {
                if (refines) {
                    bits.skip(1);
                } else {
                    bits.skip(value(channel.dc));
                }
            }
            if (last > 0) {
                if (first == 0) {
                    sequential(channel.ac);
                } else if (refines) {
                    nonZero[unit] |= refining(channel.ac, nonZero[unit]);
                } else {
                    nonZero[unit] |= progressive(channel.ac);
                }
            }
        }

        private void sequential(@Nullable HuffmanTable table) {
            int at = 1;
            while (at < JpegFrame.COEFFICIENTS) {
                int value = value(table);
                int zeros = value >> 4;
                int length = value & 15;
                if (length == 0 && zeros < ZEROS) {
                    return;
                }
                at += zeros + 1;
                bits.skip(length);
            }
            if (at > JpegFrame.COEFFICIENTS) {
                throw unreadable();
            }
        }

        /** Which coefficients are not zero. */
        private long progressive(@Nullable HuffmanTable table) {
            if (emptyBlocks > 0) {
                emptyBlocks--;
                return 0;
            }
            long found = 0;
            int at = first;
            while (at <= last) {
                int value = value(table);
                int zeros = value >> 4;
                int length = value & 15;
                if (length == 0 && zeros < ZEROS) {
                    emptyBlocks = (1 << zeros) - 1 + bits.bits(zeros);
                    return found;
                }
                at += zeros;
                if (length > 0 && at <= last) {
                    found |= 1L << at;
                }
                bits.skip(length);
                at++;
            }
            if (at > last + 1) {
                throw unreadable();
            }
            return found;
        }

        /** Which further coefficients are not zero; each that wasn't before has one bit more. */
        private long refining(@Nullable HuffmanTable table, long known) {
            long found = 0;
            int at = first;
            while (emptyBlocks == 0 && at <= last) {
                int value = value(table);
                int zeros = value >> 4;
                int length = value & 15;
                if (length == 0 && zeros < ZEROS) {
                    emptyBlocks = (1 << zeros) + bits.bits(zeros);
                    break;
                }
                if (length > 0) {
                    bits.skip(1);
                }
                while (at <= last) {
                    if ((known >> at & 1) != 0) {
                        bits.skip(1);
                    } else if (--zeros < 0) {
                        break;
                    }
                    at++;
                }
                if (length > 0 && at <= last) {
                    found |= 1L << at;
                }
                at++;
            }
            if (emptyBlocks > 0) {
                emptyBlocks--;
                if (at <= last) {
                    bits.skip(Long.bitCount(known >>> at & (1L << last - at << 1) - 1));
                }
            }
            return found;
        }

        private int value(@Nullable HuffmanTable table) {
            if (table == null) {
                throw in.damaged("a Huffman table is missing");
            }
            int value = bits.value(table);
            if (value < 0) {
                throw bits.exhausted() ? in.damaged("a part of its pixels is missing") : unreadable();
            }
            return value;
        }

        private PictureRejectedException unreadable() {
            return in.damaged("its pixels can't be read");
        }
    }
}
