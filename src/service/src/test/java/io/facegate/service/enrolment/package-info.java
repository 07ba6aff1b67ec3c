@NullMarked
package io.facegate.service.enrolment;

import org.jspecify.annotations.NullMarked;
