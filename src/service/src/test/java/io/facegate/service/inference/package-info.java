@NullMarked
package io.facegate.service.inference;

import org.jspecify.annotations.NullMarked;
