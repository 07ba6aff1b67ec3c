package io.facegate.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What CompreFace's database has of faces, as a CSV file with the columns {@code image_id}, {@code subject}, {@code calculator} and
 * {@code embedding}, an array of PostgreSQL. No picture is needed, but an embedder that is the same network.
 *
 * @param calculator that the embeddings must be of
 * @param model the embedder of the service that is the same
 */
record CompreFaceEmbeddings(Path csv, String calculator, String model) implements PictureSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Stream<Picture> pictures() throws IOException {
        CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new CsvText(csv, StandardCharsets.UTF_8).open());
        return rows.stream().map(this::embedding);
    }

    private Picture embedding(NamedCsvRecord row) {
        return new Picture(
                field(row, "image_id"),
                new OfRow(field(row, "calculator").equals(calculator) ? field(row, "embedding") : "", model),
                field(row, "subject"),
                null);
    }

    private String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .orElseThrow(() -> new ClientException(
                        "Line %d of %s has no %s.%nMaybe the first line doesn't name the columns image_id,subject,calculator,embedding."
                                .formatted(row.getStartingLineNumber(), csv, column)));
    }

    /**
     * One embedding.
     *
     * @param array as PostgreSQL writes it; empty if it is of another calculator
     */
    private record OfRow(String array, String model) implements PictureContent {
        @Override
        public PictureVersion version() {
            return PictureVersion.unchanging();
        }

        @Override
        public String type() {
            return "application/json";
        }

        @Override
        public BodyPublisher body() throws MissingPictureException {
            if (array.isEmpty()) {
                throw new MissingPictureException("another_calculator", null);
            }
            ObjectNode body = JSON.createObjectNode().put("model", model);
            ArrayNode values = body.putArray("embeddings").addArray();
            try {
                for (String value : array.replaceAll("[{}\\[\\]\\s]", "").split(",")) {
                    values.add(Double.parseDouble(value));
                }
            } catch (NumberFormatException e) {
                throw new MissingPictureException("embedding_malformed", e);
            }
            return BodyPublishers.ofString(body.toString());
        }
    }
}
