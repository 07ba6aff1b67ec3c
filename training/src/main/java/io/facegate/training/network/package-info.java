/** The networks of this project as functions of their parameters, and what every embedder's graph begins and ends with. */
@NullMarked
package io.facegate.training.network;

import org.jspecify.annotations.NullMarked;
