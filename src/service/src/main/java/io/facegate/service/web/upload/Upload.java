package io.facegate.service.web.upload;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request brought: a form of named parts, or the bytes of one picture. */
public sealed interface Upload {
    /** A picture may be declared to be any, as programs do in many ways; the content decides what it is. */
    String ANY_PICTURE = "image/*";

    /** The media types of what is accepted. */
    String JPEG = "image/jpeg";

    String PNG = "image/png";
    String WEBP = "image/webp";
    String BMP = "image/bmp";

    /**
     * The encoded picture of this part, or the whole body if that is a picture.
     *
     * @throws ProblemException if there is no such part, or more than one
     */
    byte[] picture(PartName part);

    /**
     * The encoded pictures of all parts of this name in their order, or the whole body if that is a picture.
     *
     * @throws ProblemException if there is no such part
     */
    List<byte[]> pictures(PartName part);

    /**
     * The text of this part, as UTF-8.
     *
     * @throws ProblemException if there is no such part, or more than one
     */
    default String text(String part) {
        return optionalText(part).orElseThrow(() -> missing(part));
    }

    /**
     * The text of this part, as UTF-8; empty if there is no such part.
     *
     * @throws ProblemException if there is more than one
     */
    Optional<String> optionalText(String part);

    private static ProblemException missing(String part) {
        return new ProblemException(
                ProblemType.PART_MISSING, part, "The multipart form must have a part '%s'.".formatted(part));
    }

    /** {@code multipart/form-data}. */
    final class Form implements Upload {
        private final Map<String, List<byte[]>> parts;

        Form(Map<String, List<byte[]>> parts) {
            this.parts = Map.copyOf(parts);
        }

        @Override
        public byte[] picture(PartName part) {
            return only(part).orElseThrow(() -> missing(part.value()));
        }

        @Override
        public List<byte[]> pictures(PartName part) {
            List<byte[]> contents = contents(part);
            if (contents.isEmpty()) {
                throw missing(part.value());
            }
            return contents;
        }

        @Override
        public Optional<String> optionalText(String part) {
            return only(PartName.of(part)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }

        private List<byte[]> contents(PartName part) {
            return part.all()
                    .flatMap(name -> parts.getOrDefault(name, List.of()).stream())
                    .toList();
        }

        private Optional<byte[]> only(PartName part) {
            List<byte[]> contents = contents(part);
            if (contents.size() > 1) {
                throw new ProblemException(
                        ProblemType.PART_REPEATED,
                        part.value(),
                        "The multipart form has %d parts '%s'; which one is meant?"
                                .formatted(
                                        contents.size(),
                                        String.join("' or '", part.all().toList())));
            }
            return contents.stream().findFirst();
        }
    }

    /** The body is the picture. */
    final class RawPicture implements Upload {
        private final byte[] bytes;

        RawPicture(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] picture(PartName part) {
            return bytes;
        }

        @Override
        public List<byte[]> pictures(PartName part) {
            return List.of(bytes);
        }

        @Override
        public Optional<String> optionalText(String part) {
            return Optional.empty();
        }
    }
}
