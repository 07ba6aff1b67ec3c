package io.facegate.vision.image;

import org.jspecify.annotations.Nullable;

/** Goes through the data units of a {@link JpegScan}, from its first bit to its last. */
final class JpegScanWalk {
    private static final int FIRST_RESTART = 0xD0;

    /** From so many units on it pays to prepare tables for several codes at once. */
    private static final int MANY = 1_000;

    private final JpegScan scan;
    private final int first;
    private final int last;
    private final EntropyBits bits;
    private final EncodedBytes in;
    private int emptyBlocks;
    private boolean many;

    JpegScanWalk(JpegScan scan, EntropyBits bits, EncodedBytes in) {
        this.scan = scan;
        this.first = scan.first();
        this.last = scan.last();
        this.bits = bits;
        this.in = in;
    }

    void run() {
        boolean one = scan.channels().size() == 1;
        JpegFrame.Component only = scan.channels().get(0).component();
        int units = one
                ? scan.frame().blocksWide(only) * scan.frame().blocksHigh(only)
                : scan.frame().unitsWide() * scan.frame().unitsHigh();
        many = units >= MANY;
        long[] nonZero = first > 0 ? only.nonZero(units) : new long[0];
        for (int unit = 0; unit < units; unit++) {
            if (scan.restartInterval() > 0 && unit > 0 && unit % scan.restartInterval() == 0) {
                restart(unit / scan.restartInterval() - 1);
            }
            for (JpegScan.Channel channel : scan.channels()) {
                int blocks = one ? 1 : channel.component().blocksOfUnit();
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

    private void block(JpegScan.Channel channel, long[] nonZero, int unit) {
        if (first == 0) {
            if (scan.refines()) {
                bits.skip(1);
            } else {
                bits.skip(value(channel.dc()));
            }
        }
        if (last > 0) {
            if (first == 0) {
                sequential(channel.ac());
            } else if (scan.refines()) {
                nonZero[unit] |= refining(channel.ac(), nonZero[unit]);
            } else {
                nonZero[unit] |= progressive(channel.ac());
            }
        }
    }

    private void sequential(@Nullable HuffmanTable table) {
        if (!(many ? bits.passCoefficients(there(table)) : bits.passCoefficientsOneByOne(there(table)))) {
            throw bits.exhausted() ? in.damaged("a part of its pixels is missing") : unreadable();
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
            if (length == 0 && zeros < HuffmanTable.SIXTEEN_ZEROS) {
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
            if (length == 0 && zeros < HuffmanTable.SIXTEEN_ZEROS) {
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

    private HuffmanTable there(@Nullable HuffmanTable table) {
        if (table == null) {
            throw in.damaged("a Huffman table is missing");
        }
        return table;
    }

    private int value(@Nullable HuffmanTable table) {
        int value = bits.value(there(table));
        if (value < 0) {
            throw bits.exhausted() ? in.damaged("a part of its pixels is missing") : unreadable();
        }
        return value;
    }

    private PictureRejectedException unreadable() {
        return in.damaged("its pixels can't be read");
    }
}
