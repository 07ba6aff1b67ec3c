/** How a long command tells how far it is, and how it answers Ctrl-C. */
@NullMarked
package io.facegate.training.cli.progress;

import org.jspecify.annotations.NullMarked;
