/**
 * What a network is taught with: losses over the unit embeddings of a batch, as nodes of the training graph.
 *
 * <p>Every node used here has a gradient in TensorFlow's C++ registry, which is what TensorFlow Java differentiates
 * with.
 */
@NullMarked
package io.facegate.training.loss;

import org.jspecify.annotations.NullMarked;
