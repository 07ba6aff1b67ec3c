/**
 * The command line, all of {@code ./facegate} but serving and what talks to a server; a package for each thing that people do.
 */
@NullMarked
package io.facegate.training.cli;

import org.jspecify.annotations.NullMarked;
