/** What every request passes before it is worked on: who asks, and whether they may ask for that. */
@NullMarked
package io.facegate.service.access.door;

import org.jspecify.annotations.NullMarked;
