@NullMarked
package io.facegate.service.bulk;

import org.jspecify.annotations.NullMarked;
