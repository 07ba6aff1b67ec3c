@NullMarked
package io.facegate.service.console;

import org.jspecify.annotations.NullMarked;
