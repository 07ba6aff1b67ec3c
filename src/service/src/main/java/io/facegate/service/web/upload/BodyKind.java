package io.facegate.service.web.upload;

/** What a body is read into, on which depends what it may have and what it takes while it is worked on. */
enum BodyKind {
    /** Some fields. */
    JSON(8, 50_000),
    /** A list of lists of numbers. */
    EMBEDDINGS(4, 500_000),
    /** A picture, or a form with pictures. */
    UPLOAD(1, 0);

    private final int weight;
    private final long maximumTokens;

    BodyKind(int weight, long maximumTokens) {
        this.weight = weight;
        this.maximumTokens = maximumTokens;
    }

    /** Bytes of memory for each byte of the body: a tree of JSON is many times as large as its text. */
    int weight() {
        return weight;
    }

    /** Values, names and brackets of JSON; those of a body within its bytes take a worker some milliseconds. */
    long maximumTokens() {
        return maximumTokens;
    }
}
