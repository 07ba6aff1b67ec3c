/** What a native executable must be told. */
@NullMarked
package io.facegate.vision.nativeimage;

import org.jspecify.annotations.NullMarked;
