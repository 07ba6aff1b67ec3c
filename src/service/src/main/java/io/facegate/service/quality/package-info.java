/** Whether a face is good enough to be enrolled, and to be decided by. */
@NullMarked
package io.facegate.service.quality;

import org.jspecify.annotations.NullMarked;
