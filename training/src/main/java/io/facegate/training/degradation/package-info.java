/** Makes good pictures bad, each in a stated way and strength: for prototypes of bad pictures, and to measure what they do. */
@NullMarked
package io.facegate.training.degradation;

import org.jspecify.annotations.NullMarked;
