package io.facegate.service.job;

import io.facegate.service.code.Codes;

/** How it stands with a deletion after a part of it. */
enum DeletionStep {
    /** There is more to delete. */
    MORE,
    /** Another service, or another request of this one, is at it. */
    TAKEN,
    FINISHED;

    static DeletionStep ofCode(String code) {
        return Codes.parse(DeletionStep.class, code);
    }
}
