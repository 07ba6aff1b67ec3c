/** Embedders in ONNX Runtime, for CPUs: a module that a build may leave out. */
@NullMarked
package io.facegate.onnxruntime;

import org.jspecify.annotations.NullMarked;
