/**
 * The interface of CompreFace, for the programs that were written for it: its paths, shapes and errors over the same use cases.
 * {@code docs/compreface.md} says what is otherwise here. Nothing else of the service knows of it, and it is closed unless
 * {@code facegate.compreface.enabled} opens it.
 */
@NullMarked
package io.facegate.service.compreface;

import org.jspecify.annotations.NullMarked;
