/** From a similarity to a decision, by calibrated thresholds. */
@NullMarked
package io.facegate.service.decision;

import org.jspecify.annotations.NullMarked;
