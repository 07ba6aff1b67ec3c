package io.facegate.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a CSV file. Bytes that are no text in its encoding are an error that names the line: read with a replacement
 * character, André and Andrè of a file in Latin-1 would be one person.
 */
record CsvText(Path file, Charset charset) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BUFFER = 1 << 16;

    /**
     * From its beginning, without a byte order mark.
     *
     * @throws ClientException before anything is read, if some of it can't be
     */
    Reader open() throws IOException {
        check();
        BufferedReader text = Files.newBufferedReader(file, charset);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private void check() throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer text = CharBuffer.allocate(BUFFER);
        long line = 1;
        try (FileChannel channel = FileChannel.open(file)) {
            boolean atEnd = false;
            while (!atEnd) {
                atEnd = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, text, atEnd);
                    line += text.flip()
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
                    text.clear();
                    if (result.isError()) {
                        throw unreadable(line);
                    }
                } while (result.isOverflow());
                bytes.compact();
            }
        }
    }

    private ClientException unreadable(long line) {
        return new ClientException("Line %d of %s is not text in %s.%nMaybe %s."
                .formatted(
                        line,
                        file,
                        charset,
                        charset.equals(StandardCharsets.UTF_8)
                                ? "name the file's encoding, such as --charset ISO-8859-1 or --charset windows-1252, or save it in UTF-8"
                                : "leave --charset out: UTF-8 is what most programs write"));
    }
}
