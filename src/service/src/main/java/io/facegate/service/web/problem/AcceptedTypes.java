package io.facegate.service.web.problem;

import java.util.regex.Pattern;

/** What the body of a request may be, by its path: an answer 415 says so in {@code Accept} (RFC 9110, 15.5.16). */
final class AcceptedTypes {
    /** Of a picture's content. */
    static final String OF_PICTURES = "image/jpeg, image/png, image/webp, image/bmp";

    private static final Pattern PAIRS = Pattern.compile(".*/compare");
    private static final Pattern PICTURES =
            Pattern.compile(".*/(?:embedding|v1/detect|v1/embeddings|verify|identify|templates)");
    private static final Pattern TEMPLATES = Pattern.compile(".*/templates");
    private static final Pattern FILES = Pattern.compile(".*/import");

    private static final String FORM = "multipart/form-data";
    private static final String JSON = "application/json";

    private AcceptedTypes() {}

    /**
     * @param path of a request, without its query
     */
    static String of(String path) {
        if (PAIRS.matcher(path).matches()) {
            return FORM;
        }
        if (PICTURES.matcher(path).matches()) {
            String pictures = FORM + ", image/*, application/octet-stream";
            return TEMPLATES.matcher(path).matches() ? pictures + ", " + JSON : pictures;
        }
        return FILES.matcher(path).matches() ? "application/x-ndjson" : JSON;
    }
}
