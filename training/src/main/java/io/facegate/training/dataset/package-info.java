/** Pictures of people as they lie on disk. */
@NullMarked
package io.facegate.training.dataset;

import org.jspecify.annotations.NullMarked;
