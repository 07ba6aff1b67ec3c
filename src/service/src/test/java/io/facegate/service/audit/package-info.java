@NullMarked
package io.facegate.service.audit;

import org.jspecify.annotations.NullMarked;
