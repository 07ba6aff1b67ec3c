@NullMarked
package io.facegate.service.compreface;

import org.jspecify.annotations.NullMarked;
