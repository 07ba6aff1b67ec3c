/** What this service runs with. */
@NullMarked
package io.facegate.service.info;

import org.jspecify.annotations.NullMarked;
