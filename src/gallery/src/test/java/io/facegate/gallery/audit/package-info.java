@NullMarked
package io.facegate.gallery.audit;

import org.jspecify.annotations.NullMarked;
