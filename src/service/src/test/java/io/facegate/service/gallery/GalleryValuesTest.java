package io.facegate.service.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryValuesTest {
    private static final Embedding EMBEDDING = Embedding.of(new ModelId("m"), new float[] {0.25f, -3e-7f, 1});

    @ParameterizedTest
    @ValueSource(strings = {"", "Staff", "-staff", "a b", "a/b", "ä"})
    void aGalleryNameIsPlain(String name) {
        assertThatThrownBy(() -> new GalleryName(name)).hasMessageContaining("(" + name + ")");
    }

    @Test
    void aCursorSurvivesItsText() {
        Cursor cursor = new Cursor(1234567890123L);

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        for (String foreign : List.of("", "abc", "1234567890123", "???")) {
            assertThatThrownBy(() -> Cursor.parse(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Maybe");
        }
    }

    @Test
    void aPageKnowsWhetherThereAreMore() {
        assertThat(Page.of(List.of(3, 5), 2, Integer::longValue)).isEqualTo(new Page<>(List.of(3, 5), null));
        assertThat(Page.of(List.of(3, 5, 8), 2, Integer::longValue))
                .isEqualTo(new Page<>(List.of(3, 5), new Cursor(5)));
        assertThatThrownBy(() -> Page.checkLimit(0)).hasMessageContaining("limit (0)");
        assertThatThrownBy(() -> Page.checkLimit(1001)).hasMessageContaining("limit (1001)");
    }

    @Test
    void equalContentHasEqualHashes() {
        assertThat(ContentHash.ofPicture("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .toString())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentHash.ofEmbedding(EMBEDDING))
                .isEqualTo(ContentHash.ofEmbedding(Embedding.of(new ModelId("n"), EMBEDDING.values())));
        assertThatThrownBy(() -> ContentHash.of(new byte[20])).hasMessageContaining("20");
    }
}
