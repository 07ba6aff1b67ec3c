/** Keys: what they are, where they are kept, how the ones that come with requests are recognised. */
@NullMarked
package io.facegate.service.access.key;

import org.jspecify.annotations.NullMarked;
