/** What a run tells about itself while it goes on. */
@NullMarked
package io.facegate.training.tracking;

import org.jspecify.annotations.NullMarked;
