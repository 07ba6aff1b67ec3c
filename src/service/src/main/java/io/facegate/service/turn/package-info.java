/** One after the other, without a thread or a connection that waits. */
@NullMarked
package io.facegate.service.turn;

import org.jspecify.annotations.NullMarked;
