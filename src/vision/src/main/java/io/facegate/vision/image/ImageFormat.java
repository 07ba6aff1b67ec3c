package io.facegate.vision.image;

/** The accepted formats. Content decides, never a file name or a declared media type. */
enum ImageFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    BMP("BMP");

    private final String title;

    ImageFormat(String title) {
        this.title = title;
    }

    /** As people write it. */
    String title() {
        return title;
    }

    /**
     * Reads the header, and checks that the file is complete.
     *
     * @throws PictureRejectedException if it is no accepted format, or damaged
     */
    static EncodedImage read(byte[] picture, ImageLimits limits) {
        return switch (of(picture)) {
            case JPEG -> JpegFile.read(picture, limits);
            case PNG -> PngFile.read(picture, limits);
            case WEBP -> WebpFile.read(picture);
            case BMP -> BmpFile.read(picture, limits);
        };
    }

    private static ImageFormat of(byte[] picture) {
        if (startsWith(picture, 0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (startsWith(picture, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        }
        if (startsWith(picture, 0, 'R', 'I', 'F', 'F') && startsWith(picture, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        if (startsWith(picture, 0, 'B', 'M')) {
            return BMP;
        }
        throw new PictureRejectedException(
                Rejection.IMAGE_TYPE_UNSUPPORTED,
                "The content is not a picture of a supported format: JPEG, PNG, WebP and BMP are.");
    }

    private static boolean startsWith(byte[] bytes, int from, int... signature) {
        if (bytes.length < from + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((bytes[from + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
