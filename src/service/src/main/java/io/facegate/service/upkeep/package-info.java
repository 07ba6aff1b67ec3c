/** What a service does again and again by itself, besides requests. */
@NullMarked
package io.facegate.service.upkeep;

import org.jspecify.annotations.NullMarked;
