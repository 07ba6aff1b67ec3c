/** The command line: {@code ./facegate models | evaluate | bench}. */
@NullMarked
package io.facegate.training.cli;

import org.jspecify.annotations.NullMarked;
