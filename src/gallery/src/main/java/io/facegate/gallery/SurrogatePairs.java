package io.facegate.gallery;

/** Halves of surrogate pairs, which no encoding can keep: a database would store another text. */
final class SurrogatePairs {
    private SurrogatePairs() {}

    static boolean torn(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
}
