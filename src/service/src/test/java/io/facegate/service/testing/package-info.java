/** What the tests share: pictures, models, a client. */
@NullMarked
package io.facegate.service.testing;

import org.jspecify.annotations.NullMarked;
