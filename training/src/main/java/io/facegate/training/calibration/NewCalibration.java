package io.facegate.training.calibration;

import io.facegate.vision.model.Calibration;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, before it is written.
 *
 * @param centres content of the file that belongs to it; empty without centres
 * @param faces that were found
 * @param rejected pictures without one
 * @param byCosine what thresholds on the cosine alone would be, by the same policy; null if there are no centres
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record NewCalibration(
        Calibration calibration,
        byte[] centres,
        int faces,
        int rejected,
        @Nullable Calibration byCosine) {}
