/** How good a model is: verification metrics by the field's definitions, and the calibration of thresholds. */
@NullMarked
package io.facegate.training.evaluation;

import org.jspecify.annotations.NullMarked;
