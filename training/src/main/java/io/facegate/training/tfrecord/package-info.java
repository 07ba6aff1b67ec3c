/**
 * TensorFlow's record files: prepared pictures and TensorBoard's event files are both such files.
 *
 * <p>A record is its length (8 bytes, little-endian), the masked CRC-32C of the length, the data, and the masked
 * CRC-32C of the data.
 */
@NullMarked
package io.facegate.training.tfrecord;

import org.jspecify.annotations.NullMarked;
