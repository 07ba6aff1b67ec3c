package io.facegate.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Forms that have the same texts, and pictures in turn.
 *
 * @param parts the names of the parts with pictures
 * @param texts by the names of the parts that have them
 */
record PictureForms(List<String> parts, Map<String, String> texts) {
    /** A form for each picture, which its first part has; the next part has the next picture, and so on, over and over. */
    List<byte[]> of(List<byte[]> pictures) {
        return IntStream.range(0, pictures.size())
                .mapToObj(first -> form(pictures, first))
                .toList();
    }

    private byte[] form(List<byte[]> pictures, int first) {
        FormBody form = new FormBody();
        texts.forEach(form::text);
        for (int i = 0; i < parts.size(); i++) {
            form.picture(parts.get(i), pictures.get((first + i) % pictures.size()));
        }
        return form.bytes();
    }
}
