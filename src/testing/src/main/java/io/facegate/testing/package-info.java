/**
 * What the integration tests of several modules stand on: the packaged service in a process of its own, a PostgreSQL, the
 * shared models and pictures.
 */
@NullMarked
package io.facegate.testing;

import org.jspecify.annotations.NullMarked;
