/**
 * Training of MTCNN's networks: they learn, from random weights, to answer as a published detector does, on crops of
 * endless scenes that are pasted together from pictures; and a network of landmarks, on faces that are there.
 */
@NullMarked
package io.facegate.training.detection.distillation;

import org.jspecify.annotations.NullMarked;
