/** The parts of the pipeline that no library computes, each by itself. */
@NullMarked
package io.facegate.bench.kernel;

import org.jspecify.annotations.NullMarked;
