package io.facegate.service.upload;

import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request brought: a form of named parts, or the bytes of one picture. */
public sealed interface Upload {
    /** The media types of a picture that is a request's whole body. The content decides what it is, not this type. */
    String JPEG = "image/jpeg";

    String PNG = "image/png";
    String WEBP = "image/webp";
    String BMP = "image/bmp";

    /**
     * The encoded picture of this part, or the whole body if that is a picture.
     *
     * @throws ProblemException if there is no such part, or more than one
     */
    byte[] picture(String part);

    /**
     * The encoded pictures of all parts of this name in their order, or the whole body if that is a picture.
     *
     * @throws ProblemException if there is no such part
     */
    List<byte[]> pictures(String part);

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
        public byte[] picture(String part) {
            return only(part).orElseThrow(() -> missing(part));
        }

        @Override
        public List<byte[]> pictures(String part) {
            List<byte[]> contents = parts.getOrDefault(part, List.of());
            if (contents.isEmpty()) {
                throw missing(part);
            }
            return contents;
        }

        @Override
        public Optional<String> optionalText(String part) {
            return only(part).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }

        private Optional<byte[]> only(String part) {
            List<byte[]> contents = parts.getOrDefault(part, List.of());
            if (contents.size() > 1) {
                throw new ProblemException(
                        ProblemType.PART_REPEATED,
                        part,
                        "The multipart form has %d parts '%s'; which one is meant?".formatted(contents.size(), part));
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
        public byte[] picture(String part) {
            return bytes;
        }

        @Override
        public List<byte[]> pictures(String part) {
            return List.of(bytes);
        }

        @Override
        public Optional<String> optionalText(String part) {
            return Optional.empty();
        }
    }
}
