package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.service.access.Caller;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.replay.Nonce;
import io.facegate.service.replay.Presented;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody says they are, and what they bring besides their picture.
 *
 * @param nonce null if there is none
 */
record Claim(ClaimedIdentity who, Caller by, @Nullable Nonce nonce) {
    boolean saysThatItIsInactive() {
        return by.mayKnowWhoIsEnrolled()
                && who.member().filter(member -> !member.identity().active()).isPresent();
    }

    Presented presenting(ContentHash picture) {
        return new Presented(by.who().toString(), nonce, picture);
    }
}
