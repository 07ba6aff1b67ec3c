@NullMarked
package io.facegate.service.access;

import org.jspecify.annotations.NullMarked;
