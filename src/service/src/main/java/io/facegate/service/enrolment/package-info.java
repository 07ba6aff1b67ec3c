/** {@code /v1/galleries/.../templates}: pictures and embeddings become templates of an identity, if they are good enough. */
@NullMarked
package io.facegate.service.enrolment;

import org.jspecify.annotations.NullMarked;
