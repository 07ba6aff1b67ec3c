/** Finished models into a model store: SavedModel, {@code model.json}, checksums, all or nothing. */
@NullMarked
package io.facegate.training.export;

import org.jspecify.annotations.NullMarked;
