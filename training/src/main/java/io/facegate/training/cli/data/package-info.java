/** {@code ./facegate draw | prepare | teach}: from pictures to what a network is trained on. */
@NullMarked
package io.facegate.training.cli.data;

import org.jspecify.annotations.NullMarked;
