/**
 * Embedders as ONNX files, for engines other than TensorFlow.
 *
 * <p>{@link io.facegate.training.export.onnx.OnnxExport} is the door. Behind it {@code ServingGraph} reads the SavedModel,
 * {@code GraphTranslation} walks from its output to the faces and says what each operation is in ONNX, and
 * {@code OnnxFile} keeps what comes of it. Everything that doesn't depend on the faces is computed by TensorFlow and becomes
 * a constant; feature maps get channels first, as ONNX wants them.
 */
@NullMarked
package io.facegate.training.export.onnx;

import org.jspecify.annotations.NullMarked;
