/** Measures how fast, and how surely, galleries of a given size are searched. */
@NullMarked
package io.facegate.bench;

import org.jspecify.annotations.NullMarked;
