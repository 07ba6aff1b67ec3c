@NullMarked
package io.facegate.service.gallery;

import org.jspecify.annotations.NullMarked;
