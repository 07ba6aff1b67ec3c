/** Who is enrolled: galleries hold identities. */
@NullMarked
package io.facegate.service.gallery;

import org.jspecify.annotations.NullMarked;
