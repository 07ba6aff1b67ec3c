package io.facegate.service.compreface;

/** Where the interface is. */
final class CompreFacePaths {
    static final String ROOT = "/api/v1";
    static final String RECOGNITION = ROOT + "/recognition";

    private CompreFacePaths() {}

    static boolean include(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
