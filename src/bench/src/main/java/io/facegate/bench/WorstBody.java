package io.facegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** JSON that costs whoever reads it most. */
enum WorstBody {
    /** 20 MiB of names, announced. */
    ANNOUNCED(20 << 20, false),
    /** 20 MiB of names, in chunks, so that its length is not known before. */
    CHUNKED(20 << 20, true),
    /** As many names as are within the limits. */
    WITHIN_LIMITS(200_000, false),
    /** Brackets only. */
    DEEP(200_000, true);

    private final int length;
    private final boolean chunked;

    WorstBody(int length, boolean chunked) {
        this.length = length;
        this.chunked = chunked;
    }

    boolean chunked() {
        return chunked;
    }

    byte[] bytes() {
        StringBuilder body = new StringBuilder(length + 32);
        if (this == DEEP) {
            return "[".repeat(length).getBytes(UTF_8);
        }
        body.append('{');
        for (int key = 0; body.length() < length; key++) {
            body.append("\"k").append(key).append("\":1,");
        }
        return body.append("\"name\":\"?\"}").toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
