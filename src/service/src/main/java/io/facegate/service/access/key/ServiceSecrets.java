package io.facegate.service.access.key;

import jakarta.inject.Singleton;

/** What the service's pepper is good for besides keys: secrets of other features, of which none tells another. */
@Singleton
public final class ServiceSecrets {
    private final ServicePepper pepper;

    ServiceSecrets(ServicePepper pepper) {
        this.pepper = pepper;
    }

    /** Whether there is a pepper; a service that is open to everybody may have none. */
    public boolean areThere() {
        return pepper.isThere();
    }

    /**
     * A keyed hash, which nobody can compute who doesn't know the pepper.
     *
     * @param purpose a few words that no other feature uses
     * @return 32 bytes
     */
    public byte[] hash(String purpose, byte[] data) {
        return pepper.get().derive(purpose).hash(data);
    }
}
