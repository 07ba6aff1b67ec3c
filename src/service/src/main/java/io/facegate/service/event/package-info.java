/**
 * What use cases tell of what they did and decided. Each feature has its own events; who wants to hear of them is a
 * {@link io.facegate.service.event.Listener}, which no use case knows.
 */
@NullMarked
package io.facegate.service.event;

import org.jspecify.annotations.NullMarked;
