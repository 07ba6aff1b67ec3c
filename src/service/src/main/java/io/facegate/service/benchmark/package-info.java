/** Measures how fast, and how surely, galleries of a given size are searched. */
@NullMarked
package io.facegate.service.benchmark;

import org.jspecify.annotations.NullMarked;
