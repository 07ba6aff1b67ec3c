/**
 * ONNX models as TensorFlow graphs.
 *
 * <p>{@link io.facegate.training.weights.onnx.OnnxEmbedderImporter} is the door. Behind it {@code OnnxModel} reads the
 * file, {@code OnnxGraph} walks its nodes, and {@code Operators} says who converts which. ONNX keeps feature maps with
 * channels first; TensorFlow's CPU kernels want them last. So every value carries its layout, and a transposition is
 * only written where an operator needs the other one.
 */
@NullMarked
package io.facegate.training.weights.onnx;

import org.jspecify.annotations.NullMarked;
