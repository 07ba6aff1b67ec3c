package io.facegate.service.benchmark;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A face's embedding, and whose face it is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@SuppressWarnings("ArrayRecordComponent") // read once from a file and never compared
record LabelledEmbedding(String identity, float[] embedding) {
    /** Reads JSON lines: {@code {"identity": "...", "embedding": [...]}}; further fields are ignored. */
    static List<LabelledEmbedding> read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file);
                MappingIterator<LabelledEmbedding> lines =
                        new ObjectMapper().readerFor(LabelledEmbedding.class).readValues(reader)) {
            List<LabelledEmbedding> embeddings = lines.readAll();
            int dimension = embeddings.isEmpty() ? 0 : embeddings.get(0).embedding.length;
            if (dimension == 0 || embeddings.stream().anyMatch(e -> e.embedding.length != dimension)) {
                throw new IOException("%s must hold embeddings of one length above 0".formatted(file));
            }
            return embeddings;
        }
    }
}
