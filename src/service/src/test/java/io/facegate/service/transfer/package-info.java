@NullMarked
package io.facegate.service.transfer;

import org.jspecify.annotations.NullMarked;
