/**
 * A second interface over the same use cases, with shapes and errors of its own, as clients of another server expect them:
 * it shows that one is added as one package, and nothing else changes.
 */
@NullMarked
package io.facegate.service.secondapi;

import org.jspecify.annotations.NullMarked;
