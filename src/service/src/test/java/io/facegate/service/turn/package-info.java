@NullMarked
package io.facegate.service.turn;

import org.jspecify.annotations.NullMarked;
