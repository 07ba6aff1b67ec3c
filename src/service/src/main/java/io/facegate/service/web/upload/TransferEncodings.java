package io.facegate.service.web.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which parts of a form are written in letters (RFC 2045, {@code Content-Transfer-Encoding}). RFC 7578 has done away with
 * that, but older clients do it, and Netty's form reader takes it for damage: it is given a form that doesn't say so, and
 * the parts are decoded afterwards.
 *
 * @param body in which each such header says {@code binary}
 * @param ofParts the encoding of each part, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TransferEncodings(byte[] body, List<Encoding> ofParts) {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("(?im)^content-transfer-encoding[ \\t]*:[ \\t]*([^\\s;]+)");
    private static final int LONGEST_HEADERS = 16 << 10;
    private static final int MOST_PARTS = 1_000;
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    enum Encoding {
        NONE,
        BASE64,
        QUOTED_PRINTABLE;

        private static Encoding named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "7bit", "8bit", "binary" -> NONE;
                case "base64" -> BASE64;
                case "quoted-printable" -> QUOTED_PRINTABLE;
                default ->
                    throw new ProblemException(
                            ProblemType.REQUEST_MALFORMED,
                            "A part has a Content-Transfer-Encoding that is not known; binary, base64 and"
                                    + " quoted-printable are.");
            };
        }

        /**
         * @throws ProblemException if this is not so encoded
         */
        byte[] decode(byte[] content) {
            return switch (this) {
                case NONE -> content;
                case BASE64 -> fromBase64(content);
                case QUOTED_PRINTABLE -> fromQuotedPrintable(content);
            };
        }
    }

    /**
     * @throws ProblemException if a part's encoding is not known
     */
    static TransferEncodings of(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return new TransferEncodings(body, List.of());
        }
        String name = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
        byte[] delimiter = ("\r\n--" + name).getBytes(ISO_8859_1);
        List<Encoding> encodings = new ArrayList<>();
        byte[] plain = body;
        int start = startsWith(body, delimiter, 2) ? delimiter.length - 2 : behind(body, delimiter, 0);
        while (start >= 0 && encodings.size() <= MOST_PARTS) {
            int end = next(body, BLANK_LINE, start, Math.min(body.length, start + LONGEST_HEADERS));
            if (end < 0) {
                break; // the end of the form, or damage, which is told by whoever reads it
            }
            Matcher header = HEADER.matcher(new String(body, start, end - start, ISO_8859_1));
            Encoding encoding = header.find() ? Encoding.named(header.group(1)) : Encoding.NONE;
            encodings.add(encoding);
            if (encoding != Encoding.NONE) {
                plain = plain == body ? body.clone() : plain;
                String binary = "%-" + (header.end(1) - header.start(1)) + "s";
                byte[] same = binary.formatted("binary").getBytes(ISO_8859_1);
                System.arraycopy(same, 0, plain, start + header.start(1), same.length);
            }
            start = behind(body, delimiter, end);
        }
        return new TransferEncodings(plain, encodings);
    }

    /** Decodes a part's content, by its place in the form. */
    byte[] decode(int part, byte[] content) {
        return part < ofParts.size() ? ofParts.get(part).decode(content) : content;
    }

    private static int behind(byte[] bytes, byte[] delimiter, int from) {
        int at = next(bytes, delimiter, from, bytes.length);
        return at < 0 ? -1 : at + delimiter.length;
    }

    private static int next(byte[] bytes, byte[] wanted, int from, int limit) {
        for (int at = from; at <= limit - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, byte[] wanted, int wantedFrom) {
        int length = wanted.length - wantedFrom;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, wanted, wantedFrom, wanted.length);
    }

    private static byte[] fromBase64(byte[] content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw notSoEncoded("base64");
        }
    }

    private static byte[] fromQuotedPrintable(byte[] content) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(content.length);
        int at = 0;
        while (at < content.length) {
            if (content[at] != '=') {
                decoded.write(content[at++]);
            } else if (at + 2 < content.length && content[at + 1] == '\r' && content[at + 2] == '\n') {
                at += 3; // a line that goes on
            } else if (at + 2 < content.length) {
                int high = Character.digit(content[at + 1], 16);
                int low = Character.digit(content[at + 2], 16);
                if (high < 0 || low < 0) {
                    throw notSoEncoded("quoted-printable");
                }
                decoded.write(high << 4 | low);
                at += 3;
            } else {
                throw notSoEncoded("quoted-printable");
            }
        }
        return decoded.toByteArray();
    }

    private static ProblemException notSoEncoded(String encoding) {
        return new ProblemException(
                ProblemType.REQUEST_MALFORMED,
                "A part says that its Content-Transfer-Encoding is %s, and it isn't.".formatted(encoding));
    }
}
