/** Numbers that change while a network is trained: margins and learning rates. */
@NullMarked
package io.facegate.training.schedule;

import org.jspecify.annotations.NullMarked;
