package io.facegate.training.catalogue;

import java.net.URI;

/**
 * A file that others publish.
 *
 * @param name under which it is kept
 * @param address at a fixed version of what they publish
 * @param bytes its length
 * @param sha256 in lower-case hex
 */
public record PublishedFile(String name, URI address, long bytes, String sha256) {}
