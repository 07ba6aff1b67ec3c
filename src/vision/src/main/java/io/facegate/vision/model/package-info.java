/** Where SavedModels live: what they are, whether their files are intact, loading them. */
@NullMarked
package io.facegate.vision.model;

import org.jspecify.annotations.NullMarked;
