/** Training: data set, network, loss, fitting, evaluation, export. What all of them share is how they give up. */
@NullMarked
package io.facegate.training;

import org.jspecify.annotations.NullMarked;
