/** {@code /v1/galleries/.../verify}: is this the person they claim to be? */
@NullMarked
package io.facegate.service.verification;

import org.jspecify.annotations.NullMarked;
