package io.facegate.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All examples of a recognition service of a running CompreFace: listed page by page, and each fetched when it is sent. */
record CompreFaceExamples(CompreFaceConnection server) implements PictureSource {
    private static final int PAGE = 500;
    private static final String PAGES = "faces?page=%d&size=" + PAGE;

    @Override
    public Stream<Picture> pictures() {
        int pages = server.json(PAGES.formatted(0)).path("total_pages").intValue();
        return IntStream.range(0, Math.max(1, pages)).boxed().flatMap(page -> page(page).stream());
    }

    @Override
    public long count() {
        return server.json("faces?page=0&size=1").path("total_elements").longValue();
    }

    private List<Picture> page(int page) {
        List<Picture> pictures = new ArrayList<>();
        for (JsonNode face : server.json(PAGES.formatted(page)).path("faces")) {
            String image = face.path("image_id").asText();
            pictures.add(new Picture(
                    image, new OfExample(server, image), face.path("subject").asText(), null));
        }
        return pictures;
    }

    /** All people, also those without an example. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        server.json("subjects").path("subjects").forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    private record OfExample(CompreFaceConnection server, String image) implements PictureContent {
        @Override
        public PictureVersion version() {
            return PictureVersion.unchanging();
        }

        @Override
        public BodyPublisher body() throws MissingPictureException, InterruptedException {
            byte[] picture = server.picture(image);
            if (picture.length == 0) {
                throw new MissingPictureException("picture_not_kept", null);
            }
            return BodyPublishers.ofByteArray(picture);
        }
    }
}
