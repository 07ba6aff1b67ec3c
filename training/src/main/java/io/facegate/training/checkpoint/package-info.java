/** What is left of a run on the disk when its process is gone: where it is, whole, whenever it was killed. */
@NullMarked
package io.facegate.training.checkpoint;

import org.jspecify.annotations.NullMarked;
