/** The models that are served, and where they compute: a bounded executor beside the event loop. */
@NullMarked
package io.facegate.service.inference;

import org.jspecify.annotations.NullMarked;
