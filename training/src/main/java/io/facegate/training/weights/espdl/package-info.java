/**
 * Reads the networks that Espressif publishes for <a href="https://github.com/espressif/esp-dl">ESP-DL</a>: 8-bit weights in a
 * FlatBuffers file. What it reads becomes an ONNX model of floats, so one importer makes embedders of both kinds.
 */
@NullMarked
package io.facegate.training.weights.espdl;

import org.jspecify.annotations.NullMarked;
