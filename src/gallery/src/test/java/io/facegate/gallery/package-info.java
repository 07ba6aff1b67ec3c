@NullMarked
package io.facegate.gallery;

import org.jspecify.annotations.NullMarked;
