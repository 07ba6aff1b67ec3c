/**
 * What operators see at {@code /q/metrics}. No meter has a tag whose values come from a request: subjects stay private, and
 * the number of time series stays bounded.
 */
@NullMarked
package io.facegate.service.metrics;

import org.jspecify.annotations.NullMarked;
