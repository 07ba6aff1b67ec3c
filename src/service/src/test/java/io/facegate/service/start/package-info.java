@NullMarked
package io.facegate.service.start;

import org.jspecify.annotations.NullMarked;
