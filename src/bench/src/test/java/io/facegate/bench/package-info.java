@NullMarked
package io.facegate.bench;

import org.jspecify.annotations.NullMarked;
