/** {@code /v1/galleries/.../identify}: who is this? */
@NullMarked
package io.facegate.service.identification;

import org.jspecify.annotations.NullMarked;
