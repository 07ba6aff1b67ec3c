package io.facegate.client;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) whose first row names its columns: {@code external_id}, {@code picture} (a path that
 * starts at the CSV's folder) and, if there is one, {@code display_name}. Others are left alone.
 */
record PictureTable(Path csv, Charset charset) implements PictureSource {
    private static final String EXTERNAL_ID = "external_id";
    private static final String PICTURE = "picture";
    private static final String DISPLAY_NAME = "display_name";

    @Override
    public Stream<Picture> pictures() throws IOException {
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(new CsvText(csv, charset).open());
        return rows.stream().map(this::picture);
    }

    private Picture picture(NamedCsvRecord row) {
        String name = field(row, PICTURE);
        return new Picture(name, new PictureContent.OfFile(file(row, name)), externalId(row), displayName(row));
    }

    private Path file(NamedCsvRecord row, String name) {
        try {
            return csv.resolveSibling(name);
        } catch (InvalidPathException e) {
            throw new ClientException(
                    "Line %d of %s names a picture that no file can be called here.%nMaybe set LC_ALL=C.UTF-8: file names are in %s."
                            .formatted(row.getStartingLineNumber(), csv, System.getProperty("sun.jnu.encoding")),
                    e);
        }
    }

    private String field(NamedCsvRecord row, String column) {
        return row.findField(column).filter(text -> !text.isBlank()).orElseThrow(() -> missing(row, column));
    }

    /** One that is empty is an outcome of its row, as others that can't be. */
    private String externalId(NamedCsvRecord row) {
        return row.findField(EXTERNAL_ID).orElseThrow(() -> missing(row, EXTERNAL_ID));
    }

    private ClientException missing(NamedCsvRecord row, String column) {
        return new ClientException(
                "Line %d of %s has no %s.%nMaybe the first line doesn't name the columns external_id,picture,display_name."
                        .formatted(row.getStartingLineNumber(), csv, column));
    }

    private static @Nullable String displayName(NamedCsvRecord row) {
        return row.findField(DISPLAY_NAME).filter(text -> !text.isBlank()).orElse(null);
    }
}
