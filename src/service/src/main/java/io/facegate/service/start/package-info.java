/** Whether the service can start and, if it can't, why. */
@NullMarked
package io.facegate.service.start;

import org.jspecify.annotations.NullMarked;
