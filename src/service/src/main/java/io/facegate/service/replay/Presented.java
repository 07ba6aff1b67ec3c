package io.facegate.service.replay;

import io.facegate.gallery.ContentHash;
import org.jspecify.annotations.Nullable;

/**
 * What was brought for a verification.
 *
 * @param owner who brought it, as {@code Who} writes them
 * @param nonce null if there was none
 */
public record Presented(String owner, @Nullable Nonce nonce, ContentHash picture) {}
