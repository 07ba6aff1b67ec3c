package io.facegate.service.limit;

import java.util.Set;

/** What a request takes of a bucket, by what its path ends with: about what it costs the service. */
enum RequestWeight {
    LIGHT(1),
    PICTURE(5),
    IDENTIFICATION(10),
    BULK(50);

    private static final Set<String> PICTURES =
            Set.of("verify", "compare", "detect", "embedding", "embeddings", "templates", "faces");
    private static final Set<String> BULKS = Set.of("import", "move");

    private final int tokens;

    RequestWeight(int tokens) {
        this.tokens = tokens;
    }

    int tokens() {
        return tokens;
    }

    /**
     * @param path without its query
     */
    static RequestWeight of(String method, String path) {
        String last = path.substring(path.lastIndexOf('/', path.endsWith("/") ? path.length() - 2 : path.length()) + 1)
                .replace("/", "");
        if (!method.equals("POST")) {
            return method.equals("GET") && last.equals("export") ? BULK : LIGHT;
        }
        if (BULKS.contains(last)) {
            return BULK;
        }
        if (last.equals("identify") || last.equals("recognize")) {
            return IDENTIFICATION;
        }
        return PICTURES.contains(last) ? PICTURE : LIGHT;
    }
}
