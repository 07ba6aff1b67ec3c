/** Spans of requests and of what they wait for, for OpenTelemetry. */
@NullMarked
package io.facegate.service.tracing;

import org.jspecify.annotations.NullMarked;
