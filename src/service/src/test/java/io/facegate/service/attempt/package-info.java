@NullMarked
package io.facegate.service.attempt;

import org.jspecify.annotations.NullMarked;
