@NullMarked
package io.facegate.site;

import org.jspecify.annotations.NullMarked;
