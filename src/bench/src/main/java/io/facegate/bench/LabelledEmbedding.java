package io.facegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.gallery.file.GalleryFileException;
import io.facegate.gallery.file.GalleryFileReader;
import io.facegate.gallery.file.GalleryLine.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A face's embedding, and whose face it is. */
@SuppressWarnings("ArrayRecordComponent") // read once from a file and never compared
record LabelledEmbedding(String identity, float[] embedding) {
    /**
     * @param file an exported gallery
     * @throws GalleryFileException if it is none, or not whole
     */
    static List<LabelledEmbedding> read(Path file) throws IOException {
        List<LabelledEmbedding> embeddings = new ArrayList<>();
        GalleryFileReader reader = new GalleryFileReader();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (reader.read(line.getBytes(UTF_8)) instanceof Person person) {
                    person.templates()
                            .forEach(template -> embeddings.add(new LabelledEmbedding(
                                    person.externalId(),
                                    values(template.embedding().values()))));
                }
            }
        }
        reader.requireEnd(false);
        return embeddings;
    }

    private static float[] values(Float[] boxed) {
        float[] values = new float[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }
}
